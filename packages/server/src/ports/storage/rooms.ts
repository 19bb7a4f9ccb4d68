import type { Entry, HistoryRule, Member, MemberState, RoomKind, RoomRole, RoomSummary } from '@parley/protocol'
import type { Exchange } from './exchange.ts'

/** Who does something, with which device, and when (milliseconds since 1970). */
export interface Deed {
  readonly by: string
  readonly device: string
  readonly at: number
}

/** One membership entry of a room's log, as it will be stored. */
export interface Note {
  readonly id: string
  readonly body: string
}

export interface NewRoom extends Deed {
  readonly id: string
  readonly kind: RoomKind
  readonly name: string
  readonly topic: string
  /** The ids of everybody in a direct message, sorted and joined by spaces: one room for each such set. Else null. */
  readonly directKey: string | null
  readonly created: Note
  /** Everybody who is in it from the beginning. */
  readonly members: readonly { readonly user: string; readonly role: RoomRole; readonly joined: Note }[]
  /**
   * How its membership log begins, and the notes that carry the first lines of it; `isBegun`: `created` carries line 1.
   * null: the room is not sealed.
   */
  readonly sealed: { readonly genesis: string; readonly isBegun: boolean; readonly lines: readonly Note[] } | null
  /** `shared`: whoever comes later may read from the start. */
  readonly history: HistoryRule
  /** It is a voice channel, for ever. */
  readonly voice: boolean
}

export type RoomMade =
  | { readonly ok: true; readonly room: string; readonly made: boolean; readonly entries: readonly Entry[] }
  | { readonly ok: false; readonly why: 'conflict' }

/** What a member's row becomes. */
export interface NewStanding {
  readonly user: string
  readonly role: RoomRole
  readonly state: MemberState
  /** null keeps who invited them. */
  readonly invitedBy: string | null
  /**
   * First position they may read: 1, that of this very change, or what it was. `here` in a room whose history is shared: from
   * where it is.
   */
  readonly since: 'start' | 'here' | 'kept'
  /** Their read mark: at this very change, or where it was. */
  readonly read: 'here' | 'kept'
}

export interface RoomChange extends Deed {
  readonly room: string
  /** The version of the room that the decision was made on. */
  readonly expect: number
  readonly note: Note
  /** The index in the membership log of the line that the note carries; null: it carries none. */
  readonly index: number | null
  readonly standing: NewStanding | null
  readonly about: { readonly name: string; readonly topic: string } | null
  /** `shared`: from this very change on the log is for whoever comes later, too; null: as it was. */
  readonly history: HistoryRule | null
  /** The room is no longer the one of its set of people: the next `rooms.direct` makes another. */
  readonly releasesKey: boolean
}

export type RoomChanged =
  | { readonly ok: true; readonly entry: Entry; readonly version: number; readonly members: number }
  | { readonly ok: false; readonly why: 'stale' }

/** The sealing of a room that was not sealed from its beginning. */
export interface RoomSeal extends Deed {
  readonly room: string
  /** Version and last position of the room that the decision was made on. */
  readonly expect: number
  readonly head: number
  readonly genesis: string
  /** The notes that carry the first lines of its membership log, 1, 2 … */
  readonly lines: readonly Note[]
}

export type RoomSealed =
  | { readonly ok: true; readonly entries: readonly Entry[] }
  /** `conflict`: it is sealed. `stale`: something was changed or stored there meanwhile. */
  | { readonly ok: false; readonly why: 'conflict' | 'stale' }

export interface RoomWrites {
  /**
   * Makes a room with its first entries. An existing room with the same `directKey`, or where there is none of the same
   * creator and id, is answered with `made: false`; the id of another room is a conflict.
   */
  'room.create': Exchange<NewRoom, RoomMade>
  /**
   * One change of members, roles, name, topic or lines with its log entry, if the room's version is still `expect` (C16)
   * and `index` is the one that its membership log goes on with.
   */
  'room.change': Exchange<RoomChange, RoomChanged>
  /** Genesis and first lines of a room that has none, all or nothing; its clear name and topic are emptied, and its invite links end. */
  'room.seal': Exchange<RoomSeal, RoomSealed>
}

/** What somebody is in a room; `state` null: nothing yet. */
export interface Standing {
  readonly state: MemberState | null
  readonly role: RoomRole
}

/** Everything that a decision about membership rests on. */
export interface RoomFacts {
  readonly kind: RoomKind
  readonly name: string
  readonly topic: string
  readonly version: number
  /** Last index of its membership log; null: the room is not sealed. */
  readonly lines: number | null
  readonly history: HistoryRule
  /** Joined members, and owners among them. */
  readonly members: number
  readonly owners: number
  /** A direct message of two; it can be closed and opened again. */
  readonly pair: boolean
  readonly actor: Standing
  readonly target: Standing
}

export interface RoomReads {
  /** null: there is no such room. */
  'room.facts': Exchange<{ readonly room: string; readonly actor: string; readonly target: string }, RoomFacts | null>
  /** A room as one user's list shows it; null unless joined or invited. */
  'room.summary': Exchange<{ readonly room: string; readonly user: string }, RoomSummary | null>
  /** A user's list: joined and invited, the most recent first. */
  'room.summaries': Exchange<{ readonly user: string }, readonly RoomSummary[]>
  /** Joined members and invited people of a room by id. */
  'room.audience': Exchange<
    { readonly room: string },
    readonly { readonly user: string; readonly state: MemberState }[]
  >
  /** Who closed this direct message of two, if anybody. */
  'room.closed-by': Exchange<{ readonly room: string }, readonly string[]>
  /** Rooms a user has joined, with the number of their members. */
  'room.joined': Exchange<{ readonly user: string }, readonly { readonly room: string; readonly members: number }[]>
  /** How many rooms each of these users is in, and to how many they are invited. Without those who are in none. */
  'room.counts': Exchange<
    { readonly users: readonly string[] },
    readonly { readonly user: string; readonly joined: number; readonly invited: number }[]
  >
  /** Public rooms whose name contains a text, whatever its case; fullest first. */
  'room.directory': Exchange<
    { readonly user: string; readonly text: string; readonly limit: number },
    readonly {
      readonly id: string
      readonly name: string
      readonly topic: string
      readonly members: number
      readonly joined: boolean
    }[]
  >
  /** Joined and invited people, owners first, then by id; those after the user `after`. */
  'room.members': Exchange<
    { readonly room: string; readonly after: string | null; readonly limit: number },
    readonly Member[]
  >
}
