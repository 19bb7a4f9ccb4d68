import type { TimelineItem } from '@parley/client'
import type { MembershipChange } from '@parley/protocol'

/** A message for tests. */
export function message(seq: number, sender: string, at: number, more: Partial<TimelineItem> = {}): TimelineItem {
  const content = { v: 1, kind: 'text', text: `text ${seq}` } as const
  return { key: `m${seq}`, seq, sender, at, content, delivery: { kind: 'sent' }, ...more }
}

/** A line of the server for tests. */
export function system(seq: number, change: MembershipChange, at = 0, sender = 'ada'): TimelineItem {
  return message(seq, sender, at, { content: { kind: 'membership', change } })
}
