import type { ErrorAnswer } from '@parley/protocol'

export type OutgoingState =
  | { readonly kind: 'waiting' }
  /** Handed to the connection, not answered. */
  | { readonly kind: 'flying' }
  /** In the log at `seq`; stays here until the log has brought it. */
  | { readonly kind: 'acked'; readonly seq: number; readonly at: number }
  | { readonly kind: 'failed'; readonly error: ErrorAnswer }

/** A message on its way. It is stored on this device before anybody sees it (C2). */
export interface Outgoing {
  /** Order of writing on this device. */
  readonly n: number
  readonly id: string
  readonly room: string
  readonly kind: 'message' | 'call'
  readonly body: string
  /** Milliseconds since 1970 when it was written. */
  readonly at: number
  /** How often the server failed at it without saying why. */
  readonly mishaps: number
  /** It was sent, and the answer has not come: the room may have it. */
  readonly isInDoubt?: true
  readonly state: OutgoingState
}

export interface Outbox {
  /** By `n`. */
  readonly entries: readonly Outgoing[]
  /** Monotonic milliseconds before which nothing is sent: the server asked for a pause. */
  readonly pausedUntil: number
  /** The server found it too fast: one at a time, at its pace, until nothing waits. */
  readonly isSlow: boolean
}

export type OutboxInput =
  | { readonly kind: 'written'; readonly entry: Outgoing }
  /** `pausedUntil`: when the next may follow. */
  | { readonly kind: 'flew'; readonly id: string; readonly pausedUntil?: number }
  | { readonly kind: 'acked'; readonly id: string; readonly seq: number; readonly at: number }
  | { readonly kind: 'refused'; readonly id: string; readonly error: ErrorAnswer; readonly now: number }
  /** It has not left: one before it in its room has to go first. */
  | { readonly kind: 'held'; readonly id: string }
  /** The connection broke: what was flying is in doubt, and is sent again under its id (C3). */
  | { readonly kind: 'lost' }
  /** The server has another store: what the old one acknowledged and never brought is sent again under its id (C9). */
  | { readonly kind: 'resynced' }
  /** The log of a room has come to `cursor`, with these ids. */
  | { readonly kind: 'arrived'; readonly room: string; readonly cursor: number; readonly ids: ReadonlySet<string> }
  | { readonly kind: 'retry'; readonly id: string; readonly n: number }
  | { readonly kind: 'discard'; readonly id: string }

export const emptyOutbox: Outbox = { entries: [], pausedUntil: 0, isSlow: false }

const waiting: OutgoingState = { kind: 'waiting' }
const flying: OutgoingState = { kind: 'flying' }
/** A server that fails at the same message again and again will not stop, and others wait behind it. */
const mishapsMost = 5
/** Pauses in milliseconds where the server named none. */
const pauseFor: Partial<Record<ErrorAnswer['code'], number>> = {
  storage_full: 5000,
  device_full: 5000,
  unavailable: 1000,
  // It is sealed again as soon as it is known for whom.
  stale: 50,
}
const pauseElse = 500

/** The next state. Never changes its input. */
export function step(outbox: Outbox, input: OutboxInput): Outbox {
  switch (input.kind) {
    case 'written':
      return outbox.entries.some(({ id }) => id === input.entry.id) ? outbox : add(outbox, input.entry)
    case 'flew':
      return pause(setState(outbox, input.id, flying), input.pausedUntil ?? 0)
    case 'acked':
      return speedUp(setState(outbox, input.id, { kind: 'acked', seq: input.seq, at: input.at }))
    case 'refused':
      return refuse(outbox, input.id, input.error, input.now)
    case 'held':
      return map(outbox, (entry) => (entry.id === input.id && isFlying(entry) ? { ...entry, state: waiting } : entry))
    case 'lost':
      return map(outbox, (entry) => (isFlying(entry) ? { ...entry, isInDoubt: true, state: waiting } : entry))
    case 'resynced':
      return map(outbox, (entry) => (entry.state.kind === 'acked' ? { ...entry, state: waiting } : entry))
    case 'arrived':
      return keep(outbox, (entry) => !hasArrived(entry, input))
    case 'retry': {
      const entry = outbox.entries.find(({ id, state }) => id === input.id && state.kind === 'failed')
      if (!entry) return outbox
      return add(step(outbox, { kind: 'discard', id: input.id }), { ...entry, n: input.n, mishaps: 0, state: waiting })
    }
    case 'discard':
      return keep(outbox, ({ id, state }) => id !== input.id || state.kind !== 'failed')
  }
}

/** How many messages may be on their way at a time: over the connection, and of one room. */
export interface Flight {
  readonly most: number
  readonly perRoom: number
}

/**
 * What may be sent now, in the order of writing (C5). A room whose first message was refused waits until the answers
 * to those behind it are in, so that none of them is overtaken in turn. Rooms do not wait for each other.
 */
export function sendable(outbox: Outbox, { most, perRoom }: Flight, now: number): readonly Outgoing[] {
  if (now < outbox.pausedUntil) return []
  const active = outbox.entries.filter(({ state }) => state.kind === 'waiting' || state.kind === 'flying')
  const flyingAll = active.filter(isFlying).length
  const ready = [...Map.groupBy(active, ({ room }) => room).values()].flatMap((room) => {
    const flyingHere = room.findLastIndex(isFlying) + 1
    return room.slice(0, flyingHere).every(isFlying) ? room.slice(flyingHere, perRoom) : []
  })
  return ready.sort((a, b) => a.n - b.n).slice(0, Math.max(0, most - flyingAll))
}

/** Whether one that was written before it, into the same room, waits. */
export const isBehind = ({ entries }: Outbox, { n, room }: Pick<Outgoing, 'n' | 'room'>): boolean =>
  entries.some((other) => other.room === room && other.n < n && other.state.kind === 'waiting')

/**
 * Ids of what was written into its room after one that is in doubt, and is in doubt too. The server may have refused
 * that one for good and taken some of these; sent again it would come behind them (C5).
 */
export function inDoubtAfter({ entries }: Outbox, { n, room, isInDoubt }: Outgoing): readonly string[] {
  if (!isInDoubt) return []
  return entries.filter((other) => other.room === room && other.n > n && other.isInDoubt).map(({ id }) => id)
}

const isFlying = ({ state }: Outgoing): boolean => state.kind === 'flying'

const add = (outbox: Outbox, entry: Outgoing): Outbox => ({
  ...outbox,
  entries: [...outbox.entries, entry].sort((a, b) => a.n - b.n),
})

function map(outbox: Outbox, change: (entry: Outgoing) => Outgoing): Outbox {
  return { ...outbox, entries: outbox.entries.map(change) }
}

function keep(outbox: Outbox, wanted: (entry: Outgoing) => boolean): Outbox {
  const entries = outbox.entries.filter(wanted)
  return entries.length === outbox.entries.length ? outbox : { ...outbox, entries }
}

const setState = (outbox: Outbox, id: string, state: OutgoingState): Outbox =>
  map(outbox, (entry) => (entry.id === id ? { ...entry, state } : entry))

const pause = (outbox: Outbox, until: number): Outbox =>
  until > outbox.pausedUntil ? { ...outbox, pausedUntil: until } : outbox

const speedUp = (outbox: Outbox): Outbox =>
  outbox.isSlow && outbox.entries.every(({ state }) => state.kind !== 'waiting') ? { ...outbox, isSlow: false } : outbox

function hasArrived(entry: Outgoing, arrived: Extract<OutboxInput, { kind: 'arrived' }>): boolean {
  if (entry.room !== arrived.room) return false
  if (arrived.ids.has(entry.id)) return true
  return entry.state.kind === 'acked' && entry.state.seq <= arrived.cursor
}

function refuse(outbox: Outbox, id: string, error: ErrorAnswer, now: number): Outbox {
  const entry = outbox.entries.find((candidate) => candidate.id === id)
  if (entry?.state.kind !== 'flying') return outbox
  const mishaps = entry.mishaps + (error.code === 'internal' ? 1 : 0)
  if (!error.retryable || mishaps >= mishapsMost) return setState(outbox, id, { kind: 'failed', error })
  const again = map(outbox, (other) => (other.id === id ? { ...other, mishaps, state: waiting } : other))
  const isSlow = outbox.isSlow || error.code === 'rate_limited'
  return pause({ ...again, isSlow }, now + (error.retry_after ?? pauseFor[error.code] ?? pauseElse))
}
