import type { RoomRole } from '@parley/protocol'
import type { Genesis, MasterKey } from './genesis.ts'
import { roomIdOf } from './genesis.ts'
import type { Hash } from './hash.ts'
import type { Policy } from './policy.ts'

/** Somebody's place in a room. `banned` keeps its place so that no invitation brings them back. */
export type Seat =
  | { readonly state: 'joined'; readonly role: RoomRole; readonly key: MasterKey }
  | { readonly state: 'invited'; readonly key: MasterKey; readonly by: string }
  | { readonly state: 'banned' }

/** An invite link that can still be used. */
export interface OpenLink {
  readonly usesLeft: number
  /** Milliseconds since 1970. */
  readonly expires: number
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
  readonly seats: ReadonlyMap<string, Seat>
  readonly links: ReadonlyMap<string, OpenLink>
}

export const headOf = ({ heads, room }: Membership): Head => heads.at(-1) ?? { index: 0, hash: room }

/** The first state of a room; null: that genesis does not belong to that room. */
export async function found(room: Hash, genesis: Genesis): Promise<Membership | null> {
  if ((await roomIdOf(genesis)) !== room) return null
  const owner: Seat = { state: 'joined', role: 'owner', key: genesis.creatorKey }
  return {
    room,
    seen: 0,
    heads: [{ index: 0, hash: room }],
    policy: genesis.policy,
    seats: new Map([[genesis.creator, owner]]),
    links: new Map(),
  }
}
