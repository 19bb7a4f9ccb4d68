import type { TimelineItem } from '@parley/client'

/** The messages that wait because somebody here has new keys, by key and in their order. */
export function heldByKeys(items: readonly TimelineItem[]): readonly string[] {
  return items
    .filter(({ delivery }) => delivery.kind === 'failed' && delivery.error.code === 'identity_changed')
    .map(({ key }) => key)
}
