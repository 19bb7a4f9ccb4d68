import type { TimelineItem } from '@parley/client'
import type { Mark } from '@parley/protocol'
import type { Delivery } from '../../../design/delivery-words.ts'

/** Somebody else in the room, with the first position they may read. */
export interface Reader {
  readonly id: string
  readonly since: number
}

export interface ProgressInput {
  readonly items: readonly TimelineItem[]
  readonly me: string
  readonly marks: readonly Mark[]
  /** The others in the room; null while they are not known. */
  readonly readers: readonly Reader[] | null
  /** How many others there are, for when their names are not known. */
  readonly others: number
  /** Whether there is a connection: else what is on its way waits. */
  readonly connected: boolean
}

/** How far one own message has come, and with whom. */
export interface Progress {
  readonly delivery: Delivery
  readonly delivered: readonly string[]
  readonly read: readonly string[]
}

const plain = (delivery: Delivery): Progress => ({ delivery, delivered: [], read: [] })

/** How far a message at a position has come. */
export function progressAt(seq: number, input: Pick<ProgressInput, 'marks' | 'me' | 'readers' | 'others'>): Progress {
  const { me, readers, others } = input
  const may = readers && new Set(readers.filter(({ since }) => since <= seq).map(({ id }) => id))
  const total = may === null ? others : may.size
  const marks = input.marks.filter(({ user }) => user !== me && (may === null || may.has(user)))
  const read = marks.filter((mark) => mark.read >= seq).map(({ user }) => user)
  const delivered = marks.filter((mark) => mark.delivered >= seq || mark.read >= seq).map(({ user }) => user)
  if (read.length > 0) {
    const count = total > 1 ? { count: read.length, total } : {}
    return { delivery: { state: 'read', ...count }, delivered, read }
  }
  if (delivered.length === 0) return plain({ state: 'sent' })
  return { delivery: { state: 'delivered', count: delivered.length, total }, delivered, read }
}

function progressOf(item: TimelineItem, input: ProgressInput): Progress {
  if (item.delivery.kind === 'failed') return plain({ state: 'failed' })
  if (item.delivery.kind === 'sending' || item.seq === null) {
    return plain({ state: input.connected ? 'sending' : 'waiting' })
  }
  return progressAt(item.seq, input)
}

/** The last own message of each state, by key; failed ones all. Older ticks hide. */
export function lastOfEachState(input: ProgressInput): ReadonlyMap<string, Progress> {
  const shown = new Map<string, Progress>()
  const states = new Set<Delivery['state']>()
  for (const item of input.items.toReversed()) {
    if (item.sender !== input.me || item.content.kind !== 'text') continue
    const progress = progressOf(item, input)
    const { state } = progress.delivery
    if (state !== 'failed' && states.has(state)) continue
    states.add(state)
    shown.set(item.key, progress)
    // Whoever has read this one has read the older ones.
    if (state === 'read') break
  }
  return shown
}
