import type { Genesis } from '@parley/e2ee/membership'
import { type Member, type RoomSummary, toBase64url } from '@parley/protocol'
import { inDirect, inRooms } from './policies.ts'

/** What is known of a room from before when it is to be sealed. */
export interface OldRoom {
  readonly me: string
  /** Everybody in it and invited to it. */
  readonly members: readonly Member[]
  /** Their master keys. */
  readonly present: ReadonlyMap<string, string>
}

/**
 * How a room from before begins as a sealed one: with whom the server lists, under the keys that it shows. Nobody can say
 * better who was in it; from here on nothing changes without a member's word. null: not all have keys, or I am not in it.
 */
export function beginningOf({ id, kind, head }: RoomSummary, { me, members, present }: OldRoom): Genesis | null {
  const own = members.find(({ profile }) => profile.id === me)
  const creatorKey = present.get(me)
  const people = members.flatMap(({ profile, role, state }) => {
    const key = present.get(profile.id)
    return key === undefined || profile.id === me ? [] : [{ user: profile.id, key, role, state }]
  })
  if (!own || creatorKey === undefined || people.length < members.length - 1) return null
  const isRanked = kind !== 'direct'
  return {
    v: 1,
    kind: 'genesis',
    creator: me,
    creatorKey,
    policy: isRanked ? inRooms : inDirect,
    others: people.flatMap(({ user, key, role, state }) =>
      state === 'joined' ? [isRanked && role !== 'member' ? { user, key, role } : { user, key }] : [],
    ),
    before: {
      room: id,
      until: head,
      role: isRanked ? own.role : 'member',
      invited: people.flatMap(({ user, key, state }) => (state === 'invited' ? [{ user, key }] : [])),
    },
    nonce: toBase64url(crypto.getRandomValues(new Uint8Array(16))),
  }
}
