import type { TimelineItem } from '@parley/client'
import type { MessageRow, Row, SystemRow } from './row.ts'
import { type UnreadSpan, unreadPosition } from './unread-position.ts'

/** Messages of one person with less between them stand together. */
const groupWithin = 5 * 60_000

/** Changes that several people make one after another. */
const together: ReadonlySet<string> = new Set(['joined', 'left', 'invited', 'declined'])

export interface RowsInput {
  readonly items: readonly TimelineItem[]
  readonly hasBefore: boolean
  readonly unread: UnreadSpan | null
  readonly me: string
  /** The day of a moment where the person is. */
  readonly day: (at: number) => string
}

const messages = new WeakMap<TimelineItem, { leading?: MessageRow; following?: MessageRow }>()

/** The same object for the same message, so that rows which did not change are not drawn again. */
function messageRow(item: TimelineItem, leads: boolean): MessageRow {
  const known = messages.get(item) ?? {}
  const place = leads ? 'leading' : 'following'
  const row = known[place] ?? { kind: 'message', key: item.key, item, leads }
  known[place] = row
  messages.set(item, known)
  return row
}

function belongs(item: TimelineItem, to: MessageRow): boolean {
  return item.sender === to.item.sender && item.at - to.item.at < groupWithin
}

function sameChange(item: TimelineItem, row: SystemRow): boolean {
  const before = row.items.at(-1)
  if (item.content.kind !== 'membership' || before?.content.kind !== 'membership') return false
  const { change } = item.content
  const grouped = change.kind === before.content.change.kind && together.has(change.kind)
  return grouped && (change.kind !== 'invited' || item.sender === before.sender)
}

function entryRow(item: TimelineItem, before: Row | undefined): Row {
  if (item.content.kind === 'membership') return { kind: 'system', key: item.key, items: [item] }
  if (item.content.kind === 'call') return { kind: 'call', key: item.key, item }
  return messageRow(item, before?.kind !== 'message' || !belongs(item, before))
}

/** The list as it is drawn: groups, days, and the line where the news begin. */
export function buildRows({ items, hasBefore, unread, me, day }: RowsInput): readonly Row[] {
  const rows: Row[] = hasBefore ? [] : [{ kind: 'start', key: 'start' }]
  const firstUnread = unreadPosition(items, hasBefore, unread, me)
  let today = ''
  let isClear = false
  for (const [index, item] of items.entries()) {
    const key = day(item.at)
    if (key > today) {
      today = key
      rows.push({ kind: 'day', key: `day:${key}`, at: item.at })
    }
    if (index === firstUnread) rows.push({ kind: 'unread', key: 'unread', at: item.at })
    // One mark for each stretch; who came and went in between does not part it.
    if (item.content.kind !== 'membership' || item.content.change.kind === 'sealed') {
      if (item.isClear && !isClear) rows.push({ kind: 'clear', key: `clear:${item.key}` })
      isClear = item.isClear === true
    }
    const before = rows.at(-1)
    if (before?.kind === 'system' && sameChange(item, before)) {
      rows[rows.length - 1] = { ...before, items: [...before.items, item] }
    } else {
      rows.push(entryRow(item, before))
    }
  }
  return rows
}
