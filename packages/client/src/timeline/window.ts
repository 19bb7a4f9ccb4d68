import { pageEntries } from '@parley/protocol'
import type { Timeline, TimelineItem, TimelineLoading } from './timeline.ts'

/** A line that stands in the log. */
export type LoggedItem = TimelineItem & { readonly seq: number }

/** A page of the log, by position, without a hole. */
export interface Page {
  readonly items: readonly LoggedItem[]
  readonly head: number
  /** First position that may be read. */
  readonly since: number
}

/** The part of a log that one window holds: the positions after < seq ≤ until, without a hole. */
export interface LogWindow {
  readonly log: readonly LoggedItem[]
  readonly after: number
  readonly until: number
  readonly head: number
  readonly since: number
  /** Own messages that are not in the log yet, as far as this device knows. */
  readonly pending: readonly TimelineItem[]
  readonly loading: TimelineLoading
  readonly openedAt: number
  /** Which end is kept when there are too many: the one that was last moved to. */
  readonly keeps: 'start' | 'end'
}

export type WindowInput =
  | { readonly kind: 'loading'; readonly what: TimelineLoading }
  /** Shows this part, whatever was shown before. */
  | { readonly kind: 'show'; readonly page: Page }
  | { readonly kind: 'before'; readonly page: Page }
  /** The page before, because too little is shown: nobody went there. */
  | { readonly kind: 'fill'; readonly page: Page }
  | { readonly kind: 'after'; readonly page: Page }
  /** Entries as they come to this device, by position. */
  | { readonly kind: 'live'; readonly items: readonly LoggedItem[] }
  /** Lines that are there already and can be read now. */
  | { readonly kind: 'mended'; readonly items: readonly LoggedItem[] }
  /** The room has grown to `head`; the entries may come or not. */
  | { readonly kind: 'head'; readonly head: number }
  | { readonly kind: 'pending'; readonly items: readonly TimelineItem[] }
  /** How far the room had been read when it was opened shows only now. */
  | { readonly kind: 'opened'; readonly at: number }

const itemsMost = 600

/** Before anything is there: whoever looks early must not take it for an empty room. */
export const closedWindow: LogWindow = {
  log: [],
  after: 0,
  until: 0,
  head: 0,
  since: 1,
  pending: [],
  loading: 'opening',
  openedAt: 0,
  keeps: 'end',
}

/** The next state. Never changes its input; a page that does not touch what is shown changes nothing. */
export function move(window: LogWindow, input: WindowInput): LogWindow {
  switch (input.kind) {
    case 'loading':
      return { ...window, loading: input.what }
    case 'show':
      return show(window, input.page)
    case 'before':
      return before(window, input.page)
    case 'fill':
      return { ...before(window, input.page), keeps: window.keeps }
    case 'after':
      return isAnew(window, input.page)
        ? show(window, input.page)
        : after(window, input.page.items, { head: input.page.head, since: input.page.since })
    case 'live':
      return live(window, input.items)
    case 'mended':
      return mended(window, input.items)
    case 'head':
      return input.head > window.head ? { ...window, head: input.head } : window
    case 'pending':
      return input.items === window.pending ? window : { ...window, pending: input.items }
    case 'opened':
      return input.at === window.openedAt ? window : { ...window, openedAt: input.at }
  }
}

/** Whether it stands at the end, where what is missing comes by itself. */
export const isAtEnd = ({ until, head, keeps }: LogWindow): boolean =>
  until >= head || (keeps === 'end' && head - until <= pageEntries)

/** What the screen shows of it: own messages stay in sight while the few before them come. */
export function timelineOf(window: LogWindow): Timeline {
  const { until } = window
  const hasAfter = until < window.head
  const pending = isAtEnd(window) && window.pending.length > 0 ? notIn(window.log, window.pending, until) : []
  return {
    items: pending.length === 0 ? window.log : [...window.log, ...pending],
    hasBefore: window.after >= window.since && window.after > 0,
    hasAfter,
    loading: window.loading,
    head: window.head,
    openedAt: window.openedAt,
  }
}

function notIn(log: readonly LoggedItem[], pending: readonly TimelineItem[], until: number): readonly TimelineItem[] {
  const known = new Set(log.map(({ key }) => key))
  return pending.filter(({ key, seq }) => !known.has(key) && (seq ?? until + 1) > until)
}

function show(window: LogWindow, { items, head, since }: Page): LogWindow {
  const first = items[0]?.seq ?? head + 1
  const until = items.at(-1)?.seq ?? head
  return {
    ...window,
    log: items,
    after: first - 1,
    until,
    head: Math.max(window.head, head, until),
    since,
    keeps: 'end',
  }
}

function before(present: LogWindow, { items, head, since }: Page): LogWindow {
  const window = mended(present, items)
  const grown = { ...window, head: Math.max(window.head, head), since }
  const older = items.filter(({ seq }) => seq <= window.after)
  // An empty page: there is nothing before, whatever was thought.
  if (items.length === 0) return { ...grown, since: Math.max(since, window.after + 1) }
  if (older.at(-1)?.seq !== window.after) return grown
  const log = [...older, ...window.log].slice(0, itemsMost)
  const until = older.length + window.log.length > itemsMost ? (log.at(-1)?.seq ?? window.until) : window.until
  return { ...grown, log, after: (older[0]?.seq ?? 1) - 1, until, keeps: 'start' }
}

function after(present: LogWindow, items: readonly LoggedItem[], room: { head: number; since: number }): LogWindow {
  const window = mended(present, items)
  const until = items.at(-1)?.seq ?? 0
  const grown = { ...window, ...room, head: Math.max(window.head, room.head, until) }
  const newer = items.filter(({ seq }) => seq > window.until)
  if (newer[0]?.seq !== window.until + 1) return grown
  const log = [...window.log, ...newer].slice(-itemsMost)
  const start = window.log.length + newer.length > itemsMost ? (log[0]?.seq ?? 1) - 1 : window.after
  return { ...grown, log, after: start, until, keeps: 'end' }
}

/** Whoever came back meanwhile may not read what lies between any more: nothing that is shown leads to what may be read. */
const isAnew = (window: LogWindow, { items: [first], since }: Page): boolean =>
  first !== undefined && since > window.until + 1 && first.seq === since

const isClosed = ({ content }: LoggedItem): boolean => content.kind === 'unreadable'

/** What could not be read comes again in any of these ways. */
function mended(window: LogWindow, items: readonly LoggedItem[]): LogWindow {
  if (!window.log.some(isClosed)) return window
  const byKey = new Map(items.map((item) => [item.key, item]))
  return { ...window, log: window.log.map((item) => (isClosed(item) && byKey.get(item.key)) || item) }
}

/** Whoever reads far up keeps what they read, and finds the new ones when they come down. */
function live(window: LogWindow, items: readonly LoggedItem[]): LogWindow {
  const isFull = window.log.length + items.length > itemsMost
  if (isFull && window.keeps === 'start') {
    return { ...mended(window, items), head: Math.max(window.head, items.at(-1)?.seq ?? 0) }
  }
  const { head, since, keeps } = window
  return { ...after(window, items, { head, since }), keeps }
}
