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

/** Sees of which devices something comes that cannot be opened, and why, until it can be. */
export class SealingWatch {
  readonly #parts: SealingWatchParts
  /** When something of a device was opened last. */
  readonly #since = new Map<string, Progress>()
  /** What the worker said last of a device, since then. */
  readonly #failures = new Map<string, Closed>()
  readonly #closed = new Map<string, Closed>()
  readonly #looks = new Map<string, Stop>()

  constructor(parts: SealingWatchParts) {
    this.#parts = parts
  }

  /** The worker could not open something: one frame that was under way does not count yet. */
  failed(device: string, why: Closed): void {
    this.#failures.set(device, why)
    this.#parts.ask(device)
    this.#lookSoon(device)
  }

  saw(device: string, sample: Sample): void {
    const now = progressOf(sample)
    const found = headway(this.#since.get(device), now)
    if (found === 'anew' || found === 'opens') this.#since.set(device, now)
    if (found === 'opens') {
      this.#failures.delete(device)
      if (this.#closed.delete(device)) this.#parts.told(device, null)
    } else if (found === 'stuck') this.#close(device)
    if (this.#closed.has(device) || this.#failures.has(device)) this.#lookSoon(device)
  }

  forget(device: string): void {
    this.#looks.get(device)?.()
    for (const map of [this.#since, this.#failures, this.#closed, this.#looks]) map.delete(device)
  }

  close(): void {
    for (const stop of this.#looks.values()) stop()
    this.#looks.clear()
  }

  #close(device: string): void {
    this.#parts.ask(device)
    const why = this.#parts.isUnsealed(device) ? 'unsealed' : (this.#failures.get(device) ?? 'no-key')
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
