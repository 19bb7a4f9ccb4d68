import type { Stop } from '../../client.ts'
import type { Clock } from '../../clock.ts'
import type { Closed } from '../media-session.ts'
import type { Sample } from '../quality/sample.ts'
import { headway, type Progress, progressOf } from './progress.ts'

export interface SealingWatchParts {
  /** What has come of a device. */
  readonly sample: (device: string) => Promise<Sample>
  /** The SFU says that a device sends something that nobody seals. */
  readonly isUnsealed: (device: string) => boolean
  /** Nothing of a device can be opened: its key is asked for. */
  readonly ask: (device: string) => void
  readonly told: (device: string, closed: Closed | null) => void
  readonly clock: Clock
}

/** Milliseconds between two looks at a device of which something could not be opened. */
const lookEvery = 500
/**
 * Milliseconds without anything that opens: where the worker has just complained, and where it did before. It complains
 * five times a minute at most; and where it never did, a computer has too little time for the picture.
 */
const patience = { complained: 1000, before: 5000 }

/** Sees of which devices something comes that cannot be opened, and why, until it can be. */
export class SealingWatch {
  readonly #parts: SealingWatchParts
  /** When something of a device was opened last. */
  readonly #since = new Map<string, Progress>()
  /** What the worker said last of a device, and of which it has said something since then. */
  readonly #reasons = new Map<string, Closed>()
  readonly #failing = new Set<string>()
  readonly #closed = new Map<string, Closed>()
  readonly #looks = new Map<string, Stop>()

  constructor(parts: SealingWatchParts) {
    this.#parts = parts
  }

  /** The worker could not open something: one frame that was under way does not count yet. */
  failed(device: string, why: Closed): void {
    this.#reasons.set(device, why)
    this.#failing.add(device)
    this.#parts.ask(device)
    this.#lookSoon(device)
  }

  saw(device: string, sample: Sample): void {
    const now = progressOf(sample)
    const isUnsealed = this.#parts.isUnsealed(device)
    const isFailing = isUnsealed || this.#failing.has(device)
    const found = headway(this.#since.get(device), now, isFailing ? patience.complained : patience.before)
    const why = isUnsealed ? 'unsealed' : this.#reasons.get(device)
    if (found === 'anew' || found === 'opens') this.#since.set(device, now)
    if (found === 'opens') {
      this.#failing.delete(device)
      if (this.#closed.delete(device)) this.#parts.told(device, null)
    } else if (found === 'stuck' && why) this.#close(device, why)
    if (this.#closed.has(device) || this.#failing.has(device)) this.#lookSoon(device)
  }

  forget(device: string): void {
    this.#looks.get(device)?.()
    for (const all of [this.#since, this.#reasons, this.#failing, this.#closed, this.#looks]) all.delete(device)
  }

  close(): void {
    for (const stop of this.#looks.values()) stop()
    this.#looks.clear()
  }

  #close(device: string, why: Closed): void {
    this.#parts.ask(device)
    if (this.#closed.get(device) === why) return
    this.#closed.set(device, why)
    this.#parts.told(device, why)
  }

  #lookSoon(device: string): void {
    if (this.#looks.has(device)) return
    const look = async (): Promise<void> => {
      const sample = await this.#parts.sample(device)
      // It may have gone meanwhile.
      if (this.#looks.delete(device)) this.saw(device, sample)
    }
    const stop = this.#parts.clock.after(lookEvery, () => void look().catch(() => this.#looks.delete(device)))
    this.#looks.set(device, stop)
  }
}
