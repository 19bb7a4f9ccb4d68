import type { Timeline } from '@parley/client'

/** How many messages of others lie below what was seen, those that are not loaded included. */
export function newsBelow(timeline: Timeline, seen: number, me: string): number {
  const { items, hasAfter, head } = timeline
  const loaded = items.filter(
    ({ seq, sender, content }) => seq !== null && seq > seen && sender !== me && content.kind !== 'membership',
  ).length
  const last = items.findLast(({ seq }) => seq !== null)?.seq ?? head
  return loaded + (hasAfter ? Math.max(0, head - Math.max(last, seen)) : 0)
}
