import type { MasterKey } from './genesis.ts'
import type { Membership } from './membership.ts'

/** Who may have a room's keys, and which members may not at the moment and why. */
export interface Audience {
  readonly admitted: readonly string[]
  readonly held: readonly { readonly user: string; readonly why: 'other-identity' | 'no-identity' }[]
}

/**
 * Members whose present master key is the one that they were admitted with. Whatever the server lists plays no part.
 * @param present each member's master key as it is now; absent: none is known
 */
export function audienceOf({ seats }: Membership, present: ReadonlyMap<string, MasterKey>): Audience {
  const joined = [...seats].flatMap(([user, seat]) => (seat.state === 'joined' ? [{ user, key: seat.key }] : []))
  return {
    admitted: joined.filter(({ user, key }) => present.get(user) === key).map(({ user }) => user),
    held: joined
      .filter(({ user, key }) => present.get(user) !== key)
      .map(({ user }) => ({ user, why: present.has(user) ? 'other-identity' : 'no-identity' })),
  }
}

/** How the server's list differs from the room's own: both are shown, and neither gives anybody a key. */
export interface Difference {
  /** Listed by the server, admitted by nobody. */
  readonly ghosts: readonly string[]
  /** Members that the server does not list: what is written does not reach them. */
  readonly hidden: readonly string[]
}

/** @param listed who is joined, as the server says */
export function differenceTo({ seats }: Membership, listed: ReadonlySet<string>): Difference {
  const isJoined = (user: string): boolean => seats.get(user)?.state === 'joined'
  return {
    ghosts: [...listed].filter((user) => !isJoined(user)),
    hidden: [...seats.keys()].filter((user) => isJoined(user) && !listed.has(user)),
  }
}
