import type { Head, Membership } from './membership.ts'

/** What another member's head says about ours. `ahead`: they know more; ours follows once the lines are here. */
export type Comparison = 'same' | 'behind' | 'ahead' | 'forked'

/**
 * Compares a head that came with somebody's speech. `forked` is proof that the server shows two rooms: another line
 * under an index that we have passed.
 */
export function compareHeads(state: Membership, theirs: Head): Comparison {
  const ours = state.heads.at(-1)
  const oldest = state.heads[0]
  if (!ours || !oldest || theirs.index > state.seen) return 'ahead'
  // What lies before a newcomer's snapshot cannot be compared.
  if (theirs.index < oldest.index) return 'behind'
  const at = state.heads.find(({ index }) => index === theirs.index)
  if (at?.hash !== theirs.hash) return 'forked'
  return at.index === ours.index ? 'same' : 'behind'
}
