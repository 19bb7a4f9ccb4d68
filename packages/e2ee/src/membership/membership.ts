import type { RoomRole } from '@parley/protocol'
import type { Genesis, MasterKey } from './genesis.ts'
import { roomIdOf } from './genesis.ts'
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
  readonly room: Hash
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
}

/**
 * From which index on somebody may have what was said: their own coming, or what the room has made visible. null: they
 * are not in it.
 */
export function readableSince({ seats, sharedSince }: Membership, user: string): number | null {
  const seat = seats.get(user)
  return seat?.state === 'joined' ? Math.min(seat.since, sharedSince ?? seat.since) : null
}

export const headOf = ({ heads, room }: Membership): Head => heads.at(-1) ?? { index: 0, hash: room }

/** The first state of a room; null: that genesis does not belong to that room. */
export async function found(room: Hash, genesis: Genesis): Promise<Membership | null> {
  if ((await roomIdOf(genesis)) !== room) return null
  const { creator, creatorKey, others } = genesis
  const first: Seat = { state: 'joined', role: others ? 'member' : 'owner', key: creatorKey, since: 0 }
  const beside = (others ?? []).map(({ user, key }): [string, Seat] => [
    user,
    { state: 'joined', role: 'member', key, since: 0 },
  ])
  return {
    room,
    seen: 0,
    heads: [{ index: 0, hash: room }],
    policy: genesis.policy,
    ...(genesis.policy.history === 'shared' ? { sharedSince: 0 } : {}),
    about: null,
    seats: new Map([...beside, [creator, first]]),
    links: new Map(),
    gone: new Set(),
  }
}
