import { type OutputOf, reportEvery, reportMost, type UnreadableReason } from '@parley/protocol'
import type { Clock } from '../clock.ts'
import { put, type Store } from '../store/store.ts'
import type { ReadEntry } from './opening.ts'

interface Unreadable {
  readonly why: UnreadableReason
  /** Monotonic milliseconds at which it was first found closed. */
  readonly since: number
}

export interface UnreadableReportParts {
  readonly store: Store
  readonly clock: Clock
  /** Whether the person lets numbers leave. */
  readonly mayCount: () => boolean
  /** Whether this device has its keys: before, nothing says that an entry stays closed. */
  readonly hasKeys: () => boolean
  readonly tell: (
    counts: readonly { why: UnreadableReason; count: number }[],
  ) => Promise<OutputOf<'reports.unreadable'>>
}

/** Milliseconds after which an entry that is still closed counts: keys that come late have come by then. */
const patience = 60_000
/** Entries that are watched, and told ones that are remembered, so that none is counted again after a reload. */
const most = 5000
const place = 'unreadable-told'

/**
 * Counts what stays unreadable here and tells the server how much of it there is for each reason: numbers, never which
 * entries, whose, or in which rooms. Each entry counts once, and a report goes out every 10 minutes at most.
 */
export class UnreadableReport {
  readonly #parts: UnreadableReportParts
  readonly #closed = new Map<string, Unreadable>()
  #told = new Set<string>()
  /** Monotonic milliseconds before which nothing is told. */
  #nextAt = 0
  #cancel: (() => void) | null = null

  constructor(parts: UnreadableReportParts) {
    this.#parts = parts
  }

  async load(): Promise<void> {
    const kept = await this.#parts.store.get('meta', '', place)
    this.#told = new Set(Array.isArray(kept) ? (kept as string[]) : [])
  }

  forget(): void {
    this.#cancel?.()
    this.#cancel = null
    this.#closed.clear()
    this.#told.clear()
  }

  /** Somebody tried to read entries of a room. */
  seen(room: string, entries: readonly ReadEntry[]): void {
    if (!this.#parts.mayCount()) return
    const since = this.#parts.clock.monotonic()
    for (const { id, opening } of entries) {
      const name = `${room} ${id}`
      if (opening?.kind === 'opened') this.#closed.delete(name)
      if (opening?.kind !== 'closed' || opening.why === 'waiting' || this.#told.has(name)) continue
      if (this.#closed.size < most || this.#closed.has(name))
        this.#closed.set(name, { why: opening.why, since: this.#closed.get(name)?.since ?? since })
    }
    this.#plan()
  }

  #plan(): void {
    if (this.#closed.size === 0) return
    const wait = Math.max(patience, this.#nextAt - this.#parts.clock.monotonic())
    this.#cancel ??= this.#parts.clock.after(wait, () => {
      this.#cancel = null
      void this.#report()
    })
  }

  async #report(): Promise<void> {
    const { clock, mayCount, hasKeys, tell } = this.#parts
    if (!mayCount()) {
      this.#closed.clear()
      return
    }
    // Keys may open them as soon as this device has its own.
    if (!hasKeys())
      for (const [name, { why }] of this.#closed) this.#closed.set(name, { why, since: clock.monotonic() })
    const ripe = [...this.#closed].filter(([, { since }]) => since + patience <= clock.monotonic())
    if (ripe.length > 0) {
      this.#nextAt = clock.monotonic() + reportEvery
      const groups = Map.groupBy(ripe, ([, { why }]) => why)
      try {
        const counts = [...groups].map(([why, some]) => ({ why, count: Math.min(some.length, reportMost) }))
        const { counted, again } = await tell(counts)
        this.#nextAt = clock.monotonic() + again
        if (counted) await this.#remember(ripe.map(([name]) => name))
      } catch {
        // Offline, or a server that does not count: after the pause.
      }
    }
    this.#plan()
  }

  async #remember(names: readonly string[]): Promise<void> {
    for (const name of names) {
      this.#closed.delete(name)
      this.#told.add(name)
    }
    this.#told = new Set([...this.#told].slice(-most))
    await this.#parts.store.write([put('meta', '', place, [...this.#told])], 'relaxed')
  }
}
