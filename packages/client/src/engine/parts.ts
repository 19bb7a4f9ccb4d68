import {
  type CommandName,
  defaultLimits,
  type InputOf,
  type Limits,
  markMembers,
  type OutputOf,
} from '@parley/protocol'
import { Calls } from '../calls/calls.ts'
import { Rulings } from '../calls/rulings.ts'
import type { Clock } from '../clock.ts'
import { Dialler } from '../connection/dialler.ts'
import { Link, type LinkListener } from '../connection/link.ts'
import { DeviceInbox } from '../inbox/device-inbox.ts'
import { type Arrival, Inbox } from '../inbox/inbox.ts'
import { IncomingMessages } from '../inbox/messages.ts'
import { Signals } from '../inbox/signals.ts'
import { OthersMarks } from '../marks/others-marks.ts'
import { OwnMarks } from '../marks/own-marks.ts'
import { Sender } from '../outbox/sender.ts'
import { Presence } from '../presence/presence.ts'
import { Cards } from '../profiles/cards.ts'
import { OwnProfile } from '../profiles/own-profile.ts'
import { Desks } from '../rooms/desk.ts'
import { Drafts } from '../rooms/drafts.ts'
import { RoomList } from '../rooms/list.ts'
import { People } from '../rooms/people.ts'
import { TypingSigns } from '../rooms/sealed-typing.ts'
import type { OpenVault } from '../sealing/open-vault.ts'
import { makeSealing, type SealingParts } from '../sealing/sealing.ts'
import { Session } from '../session/session.ts'
import type { Store } from '../store/store.ts'
import { Views } from '../timeline/views.ts'
import { askForRoom } from './room-answer.ts'
import { viewSource } from './view-source.ts'

export interface EngineConfig {
  /** Address of the server, for example `https://chat.example.org`. */
  readonly url: string
  readonly store: Store
  /** Name of this device in the list of sessions. */
  readonly device: string
  readonly clock: Clock
  readonly fetch: typeof fetch
  readonly WebSocket: typeof WebSocket
  readonly keeps: 'window' | 'all'
  readonly openVault: OpenVault
  /**
   * No command leaves before this has resolved: where a process can die, what a command follows from is kept first.
   * Resolves in the order of its calls.
   */
  readonly beforeSending?: (() => Promise<void>) | undefined
}

/** What the engine is made of. Who depends on whom is decided here, once. */
export interface Parts {
  readonly config: EngineConfig
  readonly session: Session
  readonly link: Link
  readonly inbox: Inbox
  readonly deviceInbox: DeviceInbox
  readonly signals: Signals
  readonly messages: IncomingMessages
  readonly sender: Sender
  readonly views: Views
  readonly rooms: RoomList
  readonly people: People
  readonly cards: Cards
  readonly ownProfile: OwnProfile
  readonly presence: Presence
  readonly calls: Calls
  readonly rulings: Rulings
  readonly desks: Desks
  readonly drafts: Drafts
  readonly ownMarks: OwnMarks
  readonly othersMarks: OthersMarks
  readonly typingSigns: TypingSigns
  readonly sealing: SealingParts
  /** Limits as the server named them. */
  limits: Limits
  readonly call: <N extends CommandName>(name: N, input: InputOf<N>) => Promise<OutputOf<N>>
  /** Id of whoever is signed in. */
  readonly me: () => string | null
}

/** What the rim of the engine does with what the parts tell. */
export interface PartsListener extends LinkListener {
  /** Entries of a room may be readable now. */
  mended(room: string): void
  /** Marks of a sealed room may be readable now, or may be sealed. @param room null: of all rooms */
  signsMended(room: string | null): void
  forget(): Promise<void>
  arrived(arrival: Arrival): void
}

/** Makes the parts and ties them together. */
export function makeParts(config: EngineConfig, listener: PartsListener): Parts {
  const { store, clock } = config
  const link = (): Link => parts.link
  const me = (): string | null => {
    const state = parts.session.state.get()
    return state.kind === 'signed-in' ? state.user : null
  }
  const session = new Session({
    ...config,
    forget: () => listener.forget(),
    renewed: (access) => parts.link.renewed(access),
  })
  const people = new People(store, link)
  /** Whether the person here tells and sees read marks. */
  const tellsRead = (): boolean => {
    const state = session.state.get()
    return state.kind === 'signed-in' && state.settings.receipts
  }
  const isLarge = (room: string): boolean => (parts.rooms.get(room)?.members ?? 0) > markMembers
  const parts: Parts = {
    config,
    session,
    link: new Link({
      session,
      clock,
      dialler: new Dialler({ ...config, session }),
      listener,
      beforeSending: config.beforeSending,
    }),
    inbox: new Inbox({
      store,
      clock,
      link,
      keeps: config.keeps,
      arriving: (room, cursor, ids) => parts.sender.arriving(room, cursor, ids),
      read: (room, entries) => parts.sealing.reader.read(room, entries),
      arrived: (arrival) => listener.arrived(arrival),
    }),
    deviceInbox: new DeviceInbox({ store, clock, link, taken: (entry) => parts.sealing.keyring.take(entry) }),
    signals: new Signals(clock),
    messages: new IncomingMessages(me),
    sender: new Sender({
      store,
      clock,
      link,
      limits: () => parts.limits,
      cursor: (room) => parts.inbox.cursor(room),
      travelling: (message) => parts.sealing.travelling(message),
      outdated: (room) => parts.sealing.rosters.outdated(room),
    }),
    views: new Views((room) => viewSource(parts, room)),
    rooms: new RoomList(store, (room) => ({
      hasDraft: parts.drafts.has(room),
      failed: failedIn(parts.sender, room),
      ...parts.sealing.beside(room),
    })),
    people,
    cards: new Cards({ store, clock, link, me }),
    ownProfile: new OwnProfile({
      store,
      clock,
      link,
      keyring: () => parts.sealing.keyring,
      circle: () => parts.sealing.rosters.everybody(),
      keyMade: () => parts.ownMarks.tellAgain(),
    }),
    presence: new Presence(),
    calls: new Calls(),
    rulings: new Rulings(),
    desks: new Desks({
      clock,
      link,
      met: (profiles) => people.add(profiles),
      async type(room, isTyping, isStillSo) {
        if (!parts.sealing.isSealed(room)) await link().call('typing.set', { room, typing: isTyping })
        else if (!isLarge(room)) await parts.typingSigns.tell(room, isTyping, isStillSo)
      },
      sealed: (room, marks) => parts.othersMarks.take(room, marks),
    }),
    drafts: new Drafts(store, clock, () => parts.rooms.refresh()),
    ownMarks: new OwnMarks({
      store,
      clock,
      link,
      me,
      isSealed: (room) => parts.sealing.isSealed(room),
      async seal(room, { delivered, read }) {
        if (isLarge(room)) return null
        const profile = parts.ownProfile.key ?? undefined
        return await parts.sealing.signs.seal(room, 'marks', { v: 1, delivered, read: tellsRead() ? read : 0, profile })
      },
      known: (room) => parts.rooms.get(room)?.read.seq ?? 0,
      taken: (room, seq, messages) => parts.rooms.marked(room, seq, messages),
    }),
    othersMarks: new OthersMarks({
      me,
      async open(room, { user, sealed }) {
        const opened = await parts.sealing.signs.open(room, user, 'marks', sealed)
        if (!opened) return null
        const { delivered, read, profile } = opened.content
        if (profile) parts.cards.heard(user, profile)
        // Whoever tells nothing sees nothing: as the server does it where it can read.
        return { user, delivered, read: tellsRead() ? read : 0 }
      },
      opened: (room, marks) => parts.desks.of(room).marked(marks),
    }),
    typingSigns: new TypingSigns({
      clock,
      seal: (room, content) => parts.sealing.signs.seal(room, 'typing', content),
      open: (room, user, sealed) => parts.sealing.signs.open(room, user, 'typing', sealed),
      send: (room, sealed) => link().call('typing.set', { room, sealed }),
    }),
    sealing: makeSealing(config, {
      link,
      summary: (room) => parts.rooms.get(room),
      rooms: () => parts.rooms.all(),
      reports: () => {
        const state = parts.session.state.get()
        return state.kind === 'signed-in' && state.settings.reports
      },
      isOnline: (user) => parts.presence.states.get().has(user),
      isPartner: (user) =>
        parts.rooms.items.get().some(({ kind, people }) => kind === 'direct' && people.some(({ id }) => id === user)),
      changed: () => {
        parts.rooms.refresh()
        parts.ownProfile.met()
      },
      profileKey: () => parts.ownProfile.key,
      profileHeard: (user, key) => parts.cards.heard(user, key),
      ownKeysCame: () => void parts.ownProfile.sync(),
      call: (id) => parts.calls.all.get().find((call) => call.id === id) ?? null,
      signalled: (signal) => parts.signals.take(signal),
      mended: (room) => listener.mended(room),
      signsMended: (room) => listener.signsMended(room),
      marksWanted: (room) => parts.ownMarks.tellAgainIn(room),
      sealed: (room) => void parts.views.restart(room),
      askForRoom: () => askForRoom(parts),
    }),
    limits: defaultLimits,
    call: (name, input) => parts.link.call(name, input),
    me,
  }
  return parts
}

function failedIn(sender: Sender, room: string): number {
  return sender.outbox.get().entries.filter((entry) => entry.room === room && entry.state.kind === 'failed').length
}
