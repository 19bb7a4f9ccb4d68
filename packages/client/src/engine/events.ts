import type { ServerFrame } from '@parley/protocol'
import type { Parts } from './parts.ts'

type Snapshot = Extract<ServerFrame, { readonly type: 'snapshot' }>

/** Everything that is known at the beginning of a connection, in place of what was known before. */
function snapshot(parts: Parts, { me, settings, rooms, presence, typing, calls }: Snapshot): void {
  void parts.session.changed(me, settings)
  parts.people.add([me, ...rooms.flatMap(({ people }) => people)])
  parts.sealing.told(rooms)
  parts.rooms.snapshot(rooms)
  parts.inbox.snapshot(rooms.filter(({ state }) => state === 'joined'))
  for (const room of rooms) parts.sealing.listed(room)
  parts.presence.snapshot(presence)
  parts.calls.snapshot(calls)
  parts.people.want(calls.flatMap(({ participants }) => participants.map(({ user }) => user)))
  for (const [, desk] of parts.desks.all()) desk.typing.clear()
  for (const { room, user } of typing) if (user !== parts.me()) parts.desks.of(room).typing.set(user, true)
}

/** The catch-up is through. */
function live(parts: Parts): void {
  parts.inbox.live()
  // The state of the connection follows this frame, and these look at it.
  queueMicrotask(() => {
    parts.sender.pump()
    parts.ownMarks.wake()
    parts.deviceInbox.wake()
    parts.sealing.wake()
    void parts.people.ask()
    parts.cards.wake()
    void parts.ownProfile.sync()
    void parts.views.wake()
    for (const [room, desk] of parts.desks.all()) {
      desk.members.wake()
      if (parts.views.isShown(room)) void desk.loadMarks()
    }
  })
}

function gone(parts: Parts, room: string): void {
  parts.rooms.gone(room)
  parts.sealing.gone(room)
  parts.inbox.drop(room)
}

/** What a frame changes. Kinds that this version does not know are left out. */
export function take(parts: Parts, frame: ServerFrame): void {
  const { inbox, rooms, people, presence, calls, desks } = parts
  switch (frame.type) {
    case 'entry':
      desks.of(frame.room).typing.spoke(frame.entry.sender)
      inbox.take(frame.room, [frame.entry])
      return
    case 'backfill':
      inbox.take(frame.room, frame.entries)
      return
    case 'limited':
      inbox.limited(frame.room, frame.head)
      return
    case 'snapshot':
      snapshot(parts, frame)
      return
    case 'live':
      live(parts)
      return
    case 'beat':
      inbox.beat(frame.heads)
      return
    case 'inbox':
      parts.deviceInbox.take(frame.entry)
      return
    case 'room':
      people.add(frame.room.people)
      if (frame.room.state === 'joined') inbox.begin(frame.room.id, frame.room.head)
      parts.sealing.told([frame.room])
      rooms.put(frame.room)
      parts.sealing.listed(frame.room)
      return
    case 'room_gone':
      gone(parts, frame.room)
      return
    case 'member':
      people.add([frame.profile])
      desks.of(frame.room).members.changed(frame)
      rooms.membersChanged(frame.room, frame.members, frame.version)
      return
    case 'profile':
      people.add([frame.profile])
      changedMe(parts, frame.profile.id === parts.me() ? { me: frame.profile } : {})
      return
    case 'profile_sealed':
      if (frame.user === parts.me()) void parts.ownProfile.sync()
      else parts.cards.changed(frame.user)
      return
    case 'settings':
      // Read marks of others show, or do not any more.
      parts.othersMarks.forget()
      changedMe(parts, { settings: frame.settings })
      return
    case 'keys_changed':
      parts.sealing.keyring.wake()
      parts.sealing.oldRooms.look()
      return
    case 'marks':
      desks.of(frame.room).marked(frame.marks)
      return
    case 'sealed_marks':
      // Whoever looks at a room later asks for all of them.
      if (parts.views.isShown(frame.room)) parts.othersMarks.take(frame.room, frame.marks)
      return
    case 'own_mark':
      rooms.marked(frame.room, frame.seq, frame.messages)
      return
    case 'typing':
      if (frame.user !== parts.me()) desks.of(frame.room).typing.set(frame.user, frame.typing)
      return
    case 'sealed_typing': {
      const { room, user, sealed } = frame
      if (user === parts.me() || !parts.views.isShown(room)) return
      void parts.typingSigns.hear(room, { user, sealed, say: desks.of(room).typing.later(user) })
      return
    }
    case 'user_online':
    case 'user_offline':
    case 'user_presence':
      presence.changed(frame)
      return
    case 'call':
      people.want(frame.call.participants.map(({ user }) => user))
      calls.changed(frame.call)
      return
    case 'call_removed':
    case 'call_muted':
      people.want([frame.by])
      parts.rulings.tell({ kind: frame.type === 'call_muted' ? 'muted' : 'removed', call: frame.call, by: frame.by })
      return
    default:
  }
}

function changedMe({ session }: Parts, news: Partial<Pick<Snapshot, 'me' | 'settings'>>): void {
  const now = session.state.get()
  if (now.kind === 'signed-in') void session.changed(news.me ?? now.me, news.settings ?? now.settings)
}
