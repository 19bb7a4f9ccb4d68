import { readPlainBody } from '@parley/e2ee'
import { audienceOf } from '@parley/e2ee/membership'
import type { Whisper } from '@parley/e2ee/vault'
import {
  type CallInfo,
  type CommandName,
  type Content,
  type Entry,
  type InputOf,
  MembershipChange,
  type OutputOf,
  type ProfileKey,
  type RoomSummary,
} from '@parley/protocol'
import type { DeviceSignal, RoomItem } from '../client.ts'
import type { Clock } from '../clock.ts'
import type { Link } from '../connection/link.ts'
import type { NewMessage, Travelling } from '../outbox/sender.ts'
import type { Store } from '../store/store.ts'
import { CallLine } from './call-line.ts'
import { ownSpace, roomsOfSigns } from './envelope.ts'
import { HistoryGiver } from './history-giver.ts'
import { HistoryTaker } from './history-taker.ts'
import { Keyring } from './keyring.ts'
import { Knocks } from './knocks.ts'
import { Links } from './links.ts'
import { OldRooms } from './old-rooms.ts'
import type { OpenVault } from './open-vault.ts'
import { Porter } from './porter.ts'
import { Reader } from './reader.ts'
import { Readers } from './readers.ts'
import { Repairs } from './repairs.ts'
import { Retelling } from './retelling.ts'
import { RoomDeeds } from './room-deeds.ts'
import { joinedIn, standingOf } from './roster.ts'
import { Rosters } from './rosters.ts'
import { SealedRooms } from './sealed-rooms.ts'
import { Sealer } from './sealer.ts'
import { SignRepairs } from './sign-repairs.ts'
import { Signs } from './signs.ts'
import { Snapshots } from './snapshots.ts'
import { UnreadableReport } from './unreadable-report.ts'
import { Verifying } from './verifying.ts'

export interface SealingConfig {
  readonly store: Store
  readonly clock: Clock
  readonly openVault: OpenVault
}

/** What sealing needs to know of the rest, and whom it tells. */
export interface Surroundings {
  readonly link: () => Link
  readonly summary: (room: string) => RoomSummary | null
  /** Whether the person lets the server know, in numbers, what stays unreadable. */
  readonly reports: () => boolean
  /** My rooms. */
  readonly rooms: () => readonly RoomSummary[]
  readonly isOnline: (user: string) => boolean
  /** Whether I have a direct message with somebody. */
  readonly isPartner: (user: string) => boolean
  /** More is known about a room, or less is certain. */
  readonly changed: () => void
  /** Entries of a room may be readable now. */
  readonly mended: (room: string) => void
  /** A room from before is sealed: what stands in it reads in another way. */
  readonly sealed: (room: string) => void
  readonly call: (id: string) => CallInfo | null
  readonly signalled: (signal: DeviceSignal) => void
  /** Marks of a room may be readable now, or may be sealed. null: of all rooms */
  readonly signsMended: (room: string | null) => void
  /** Somebody lacks the key of the own marks of a room. */
  readonly marksWanted: (room: string) => void
  /** What opens my profile, for whoever reads what I seal; null: nothing does. */
  readonly profileKey: () => ProfileKey | null
  /** What opens somebody's profile, as they said in a room. */
  readonly profileHeard: (user: string, key: ProfileKey) => void
  /** Keys of what my devices seal for themselves have come. */
  readonly ownKeysCame: () => void
  /** Before asking for a room of mine, made or come into: what takes the answer. */
  readonly askForRoom: () => (room: RoomSummary) => void
}

/** Everything about sealing, tied together. */
export function makeSealing({ store, clock, openVault }: SealingConfig, around: Surroundings) {
  const { link, summary, mended } = around
  const sealedRooms = new SealedRooms(store)
  function sealed(room: string): void {
    if (summary(room)?.kind !== 'public') sealedRooms.add(room)
  }
  const isSealed = (room: string): boolean => sealedRooms.has(room)

  const standings = new Map<string, string>()
  function hasMoved(room: string): boolean {
    const roster = rosters.get(room)
    const [before, now] = [standings.get(room), roster ? standingOf(roster) : '']
    standings.set(room, now)
    return before !== now
  }

  async function heard(whisper: Whisper): Promise<void> {
    await verifying.heard(whisper)
    await snapshots.heard(whisper)
    await retelling.heard(whisper)
    await signRepairs.heard(whisper)
    await callLine.take(whisper)
    await knocks.heard(whisper)
    porter.heard(whisper)
    giver.heard(whisper)
    await taker.heard(whisper)
  }

  const keyring = new Keyring({
    store,
    clock,
    link,
    open: openVault,
    heard,
    opened(vault) {
      repairs.came(null)
      around.signsMended(null)
      verifying.follow(vault)
    },
    closed: () => verifying.forget(),
    keysCame(rooms) {
      repairs.came(rooms)
      rosters.keysCame(rooms)
      for (const room of roomsOfSigns(rooms)) around.signsMended(room)
      if (rooms.includes(ownSpace(keyring.owner?.user ?? ''))) around.ownKeysCame()
    },
  })
  const verifying: Verifying = new Verifying({
    clock,
    keyring,
    isKnown: (user) => around.isPartner(user) || rosters.isAnywhere(user),
  })
  const rosters: Rosters = new Rosters({
    store,
    clock,
    link,
    keyring,
    changed(room) {
      knocks.look(room)
      taker.look(room)
      around.changed()
      repairs.came([room])
      if (hasMoved(room)) around.signsMended(room)
    },
    begun: around.sealed,
    wrote: (room) => void snapshots.keep(room).catch(() => undefined),
    stuck: (room) => snapshots.want(room),
  })
  const inviter = (room: string): string | null => summary(room)?.invitedBy ?? null
  const snapshots: Snapshots = new Snapshots({
    clock,
    link,
    keyring,
    rosters,
    inviter,
    isByLink: (room) => knocks.of(room) !== null,
  })
  const reader: Reader = new Reader({
    keyring,
    rosters,
    isSealed,
    sealed,
    profile: around.profileHeard,
    seen(room, entries) {
      repairs.seen(room, entries)
      report.seen(room, entries)
    },
  })
  const retelling: Retelling = new Retelling({
    clock,
    link,
    keyring,
    rosters,
    told: (...said) => reader.told(...said),
    mended: (room) => repairs.came([room]),
  })
  const callLine: CallLine = new CallLine({
    link,
    keyring,
    rosters,
    isSealed,
    call: around.call,
    heard: around.signalled,
  })
  const repairs: Repairs = new Repairs({
    clock,
    keyring,
    rosters,
    async ask(room, entries, turn) {
      taker.needed(room)
      await retelling.ask(room, entries, turn)
    },
    mended,
  })
  const report = new UnreadableReport({
    store,
    clock,
    mayCount: around.reports,
    hasKeys: () => keyring.state.get().kind === 'ready',
    tell: async (counts) => await link().call('reports.unreadable', { counts: [...counts] }),
  })
  const readers = new Readers({ link, keyring, rosters, summary })
  const sealer = new Sealer(keyring, readers, around.profileKey)
  const signRepairs: SignRepairs = new SignRepairs({ clock, keyring, rosters, tellAgain: around.marksWanted })
  const signs = new Signs({ clock, keyring, rosters, readers, repairs: signRepairs })
  const deeds = new RoomDeeds({
    keyring,
    rosters,
    snapshots,
    summary,
    isSealed,
    call,
    wait: (room, secret) => knocks.wait(room, secret),
  })
  const knocks: Knocks = new Knocks({
    store,
    clock,
    link,
    keyring,
    rosters,
    snapshots,
    summary,
    isOnline: around.isOnline,
    join: (room) => deeds.change(room, { kind: 'join' }),
    changed: around.changed,
  })
  const giver = new HistoryGiver({ clock, keyring, rosters })
  const taker: HistoryTaker = new HistoryTaker({
    store,
    clock,
    link,
    keyring,
    rosters,
    inviter,
    isOnline: around.isOnline,
  })
  const porter = new Porter({ clock, call, keyring, rosters })
  const oldRooms = new OldRooms({
    clock,
    call,
    keyring,
    rosters,
    summary,
    rooms: around.rooms,
    isSealed,
    isLive: () => link().state.get().kind === 'live',
    changed: around.changed,
  })
  const links = new Links({ call, keyring, rosters, isSealed, isMine: (room) => summary(room)?.state === 'joined' })

  async function call<N extends CommandName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
    const take = around.askForRoom()
    const output = await link().call(name, input)
    if (typeof output === 'object' && 'room' in output) take(output.room as RoomSummary)
    return output
  }

  return {
    keyring,
    verifying,
    rosters,
    reader,
    repairs,
    deeds,
    callLine,
    links,
    knocks,
    signs,
    oldRooms,
    isSealed,

    /** What the list shows of a room beyond what the server says. */
    beside(room: string): Pick<RoomItem, 'trouble' | 'waiting' | 'history' | 'lacking'> & {
      readonly isSealed: boolean
      readonly about: { name: string; topic: string } | null
    } {
      const roster = rosters.get(room)
      const trouble = roster?.fork ? 'room_forked' : roster?.ahead ? 'room_incomplete' : null
      const { about = null, policy } = roster?.state ?? {}
      return {
        trouble,
        waiting: knocks.of(room),
        lacking: oldRooms.lacking(room),
        isSealed: isSealed(room),
        about,
        history: policy?.history ?? null,
      }
    },

    /** Members whose keys are not those that they were let in with. */
    async changedIdentities(room: string): Promise<readonly string[]> {
      const state = await rosters.follow(room)
      const vault = keyring.use()
      const { admitted, held } = audienceOf(state, await vault.identities(joinedIn(state)))
      const changed = held.filter(({ why }) => why === 'other-identity').map(({ user }) => user)
      return [...changed, ...(await vault.trust.changed(admitted))]
    },

    /** A message as it travels. */
    async travelling({ room, id, kind, body }: NewMessage): Promise<Travelling> {
      if (!isSealed(room)) return { body }
      try {
        return await sealer.seal(room, id, kind, readPlainBody(body) as Content)
      } catch (error) {
        throw await keyring.named(error)
      }
    },

    /** The server says how far the membership log of a room goes. */
    listed(room: RoomSummary): void {
      const { id, lines } = room
      oldRooms.noticed(room)
      if (lines === null) return
      rosters.noticed(id, lines)
      void snapshots.look(id)
    },

    /** Entries have come; some of them are lines. */
    arrived(room: string, entries: readonly Entry[]): void {
      if (!isSealed(room)) return
      const lines = entries.flatMap(({ kind, body }) => {
        const change = kind === 'membership' ? MembershipChange.safeParse(readPlainBody(body)).data : undefined
        return change?.line ? [change.line.index] : []
      })
      if (lines.length > 0) rosters.noticed(room, Math.max(...lines))
    },

    /** There is a connection. */
    wake(): void {
      keyring.wake()
      rosters.wake()
      snapshots.wake()
      repairs.wake()
      knocks.wake()
      signs.wake()
      signRepairs.wake()
      taker.wake()
      oldRooms.look()
    },

    /** What the server says of my rooms, before anything else is made of it. */
    told(rooms: readonly RoomSummary[]): void {
      for (const { id, kind, lines } of rooms) if (kind !== 'public' && lines !== null) sealedRooms.add(id)
    },

    /** A room is not in my list any more. */
    gone(room: string): void {
      rosters.drop(room)
      snapshots.drop(room)
      knocks.drop(room)
      taker.drop(room)
    },

    async load(): Promise<void> {
      await sealedRooms.load()
      await rosters.load()
      await report.load()
      await knocks.load()
      await taker.load()
    },

    /** Somebody else uses this device, or nobody does. */
    async forget(): Promise<void> {
      rest()
      reader.forget()
      standings.clear()
      sealedRooms.forget()
      rosters.forget()
      await keyring.forget()
    },

    async close(): Promise<void> {
      rest()
      await keyring.close()
    },
  }

  function rest(): void {
    repairs.forget()
    signRepairs.forget()
    report.forget()
    snapshots.forget()
    knocks.forget()
    oldRooms.forget()
    porter.forget()
    giver.forget()
    taker.forget()
  }
}

export type SealingParts = ReturnType<typeof makeSealing>
