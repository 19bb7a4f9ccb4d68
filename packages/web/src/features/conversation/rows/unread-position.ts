import type { TimelineItem } from '@parley/client'

/** What was unread when the room was opened: positions after `after`, up to `head`. */
export interface UnreadSpan {
  readonly after: number
  readonly head: number
}

/** Whether an item counts as news: written by somebody else, and more than "who came and went". */
function isNews(item: TimelineItem, me: string): boolean {
  return item.sender !== me && item.content.kind !== 'membership'
}

/** The index of the first item that was unread when the room was opened; -1 where there is none, or it is not loaded. */
export function unreadPosition(
  items: readonly TimelineItem[],
  hasBefore: boolean,
  span: UnreadSpan | null,
  me: string,
): number {
  if (span === null || span.head <= span.after) return -1
  const first = items[0]?.seq ?? null
  if (hasBefore && first !== null && first > span.after + 1) return -1
  return items.findIndex((item) => {
    const { seq } = item
    return seq !== null && seq > span.after && seq <= span.head && isNews(item, me)
  })
}
