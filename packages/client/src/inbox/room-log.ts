import type { Entry } from '@parley/protocol'

/** What one device holds of a room's log: everything up to `cursor`, and some that came too early. */
export interface RoomLog {
  /** Last position up to which nothing is missing. */
  readonly cursor: number
  /** Entries beyond a gap, by position. They wait until it is filled. */
  readonly held: readonly Entry[]
  /** Highest position that anybody mentioned. */
  readonly known: number
}

export interface Accepted {
  readonly log: RoomLog
  /** Entries that follow the old cursor without a gap, by position: each comes out once. */
  readonly ready: readonly Entry[]
}

/** More than this many entries beyond a gap are fetched again instead of held. */
const heldMost = 500

export const logFrom = (cursor: number): RoomLog => ({ cursor, held: [], known: cursor })

/** Takes entries in any order, also twice (C6), and gives out those that close ranks with the cursor (C7). */
export function accept(log: RoomLog, entries: readonly Entry[]): Accepted {
  const bySeq = new Map<number, Entry>()
  for (const entry of [...log.held, ...entries]) if (entry.seq > log.cursor) bySeq.set(entry.seq, entry)
  const waiting = [...bySeq.values()].sort((a, b) => a.seq - b.seq)
  const known = Math.max(log.known, waiting.at(-1)?.seq ?? 0)
  let ready = 0
  while (waiting[ready]?.seq === log.cursor + ready + 1) ready += 1
  return {
    log: { cursor: log.cursor + ready, held: waiting.slice(ready, ready + heldMost), known },
    ready: waiting.slice(0, ready),
  }
}

/** Somebody said that the room has grown to `head`. */
export const noticed = (log: RoomLog, head: number): RoomLog => (head > log.known ? { ...log, known: head } : log)

/** Goes on from `cursor`: what lies between is not held here, and is fetched when somebody looks at it. */
export function skipTo(log: RoomLog, cursor: number): RoomLog {
  if (cursor <= log.cursor) return log
  return { cursor, held: log.held.filter(({ seq }) => seq > cursor), known: Math.max(log.known, cursor) }
}

/** The positions to fetch before anything goes on: after < seq ≤ until. null: nothing is missing. */
export function gap(log: RoomLog): { readonly after: number; readonly until: number } | null {
  const until = (log.held[0]?.seq ?? log.known + 1) - 1
  return until > log.cursor ? { after: log.cursor, until } : null
}
