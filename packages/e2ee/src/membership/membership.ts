import type { RoomRole } from '@parley/protocol'
import { type Genesis, type MasterKey, nameOf, type RoomName, roomIdOf } from './genesis.ts'
import type { Hash } from './hash.ts'
import type { About, Policy } from './policy.ts'

/** Somebody's place in a room. `banned` keeps its place so that no invitation brings them back. */
export type Seat =
  /** `since`: index of the line by which they came or were invited; 0: they were there from the beginning. */
  | {
      readonly state: 'joined'
      readonly role: RoomRole
      readonly key: MasterKey
      readonly since: number
      /** The invite link by which they came; absent: by none. */
      readonly link?: Hash | undefined
    }
  | { readonly state: 'invited'; readonly key: MasterKey; readonly by: string; readonly since: number }
  | { readonly state: 'banned' }

/** An invite link that can still be used. */
export interface OpenLink {
  readonly usesLeft: number
  /** Milliseconds since 1970. */
  readonly expires: number
  /** Who made it: it ends when they are not in the room any more. */
  readonly by: string
  /** What the server keeps of the same link. */
  readonly invite: string
}

/** The end of the accepted lines: what members compare. */
export interface Head {
  readonly index: number
  readonly hash: Hash
}

/** Who is in a room, as its own lines say. A value: a step answers another one. */
export interface Membership {
  readonly room: RoomName
  /** Index of the last line that was looked at, accepted or refused. */
  readonly seen: number
  /** The accepted lines, oldest first; the first is the genesis. A newcomer's begin with the snapshot. */
  readonly heads: readonly Head[]
  readonly policy: Policy
  /** Index of the line since which the policy lets newcomers see what was said; absent: it does not. */
  readonly sharedSince?: number | undefined
  /** null: nobody has named it. */
  readonly about: About | null
  readonly seats: ReadonlyMap<string, Seat>
  readonly links: ReadonlyMap<string, OpenLink>
  /** Who was in the room and is not any more: what they said then still counts as said by a member. */
  readonly gone: ReadonlySet<string>
  /** The room is from before: who sealed it, and the last position of what was clear. */
  readonly before?: Before | undefined
}

/**
 * From which index on somebody may have what was said: their own coming, or what the room has made visible. null: they
 * are not in it.
 */
export function readableSince({ seats, sharedSince }: Membership, user: string): number | null {
  const seat = seats.get(user)
  return seat?.state === 'joined' ? Math.min(seat.since, sharedSince ?? seat.since) : null
}

export interface Before {
  readonly creator: string
  readonly until: number
}

/**
 * Whether the room's beginning is somebody's word. The hash of a room from before is not its id, so that the server could
 * make one up: there, whoever sealed it says so in the first line.
 */
export const isVouched = ({ before, heads }: Membership): boolean => !before || (heads.at(-1)?.index ?? 0) > 0

export const headOf = ({ heads, room }: Membership): Head => heads.at(-1) ?? { index: 0, hash: room }

function firstSeats({ creator, creatorKey, others = [], before }: Genesis): Map<string, Seat> {
  const seats = new Map<string, Seat>()
  for (const { user, key } of before?.invited ?? []) seats.set(user, { state: 'invited', key, by: creator, since: 0 })
  for (const { user, key, role } of others)
    seats.set(user, { state: 'joined', role: (before && role) || 'member', key, since: 0 })
  const own = before?.role ?? (others.length > 0 ? 'member' : 'owner')
  return seats.set(creator, { state: 'joined', role: own, key: creatorKey, since: 0 })
}

/** The first state of a room; null: that genesis does not belong to that room. */
export async function found(room: Hash, genesis: Genesis): Promise<Membership | null> {
  if ((await nameOf(genesis)) !== room) return null
  const { creator, policy, before } = genesis
  return {
    room,
    seen: 0,
    heads: [{ index: 0, hash: await roomIdOf(genesis) }],
    policy,
    ...(policy.history === 'shared' ? { sharedSince: 0 } : {}),
    about: null,
    seats: firstSeats(genesis),
    links: new Map(),
    gone: new Set(),
    ...(before ? { before: { creator, until: before.until } } : {}),
  }
}
