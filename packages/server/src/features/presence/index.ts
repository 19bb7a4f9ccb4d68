import { type Entry, MembershipChange } from '@parley/protocol'
import type { Connection } from '../../gateway/connection.ts'
import type { House } from '../../house.ts'
import { Presence } from './presence.ts'
import { roomPresence } from './room-presence.ts'
import { setPresence } from './set-presence.ts'
import { setTyping } from './set-typing.ts'
import { Typing } from './typing.ts'

/** Who is there and who is typing. Rooms and settings are followed by the hints that everybody gets. */
export function openPresence(house: House) {
  const presence = new Presence(house)
  const typing = new Typing(house)
  const failed = (err: unknown): void => house.log.warn({ err }, 'presence is not up to date')

  function entered(room: string, entry: Entry): void {
    if (entry.kind !== 'membership') {
      typing.end(room, entry.sender)
      return
    }
    const change = MembershipChange.parse(JSON.parse(entry.body))
    if (change.kind === 'joined') presence.joined(room, change.user).catch(failed)
    if (change.kind !== 'left' && change.kind !== 'kicked' && change.kind !== 'banned') return
    typing.end(room, change.user)
    presence.left(room, change.user)
  }

  house.fanout.subscribe((hint) => {
    if (hint.kind === 'entry') entered(hint.room, hint.entry)
    else if (hint.kind === 'framed') typing.end(hint.room, hint.sender)
    else if (hint.kind === 'user' && hint.event.type === 'settings') presence.obey(hint.user, hint.event.settings)
  })

  return {
    handlers: {
      'presence.set': setPresence(presence),
      'presence.room': roomPresence(presence),
      'typing.set': setTyping(presence, typing),
    },
    watcher: {
      connected: (connection: Connection): void => void presence.arrive(connection).catch(failed),
      disconnected: (connection: Connection): void => presence.depart(connection),
    },
    snapshot: (connection: Connection) => presence.snapshot(connection),
    typing: ({ user, channels, muted }: Connection): { readonly room: string; readonly user: string }[] =>
      muted.has('typing')
        ? []
        : [...channels]
            .flatMap(({ room }) => typing.in(room).map((one) => ({ room, user: one })))
            .filter((one) => one.user !== user),
  }
}
