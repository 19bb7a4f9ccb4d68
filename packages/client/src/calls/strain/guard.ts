import type { Stop } from '../../client.ts'
import { type Clock, systemClock } from '../../clock.ts'
import { type Readable, type Writable, writable } from '../../readable.ts'
import type { LocalMedia } from '../media/local-media.ts'
import type { Quality } from '../quality/quality.ts'
import { type CallState, isRunning } from '../state/call-state.ts'
import { followPressure } from './pressure.ts'
import { atEase, nextCare, type Sparing } from './sparing.ts'
import { type Pressure, strainOf } from './strain.ts'

export interface GuardParts {
  readonly call: {
    readonly state: Readable<CallState>
    readonly qualities: Readable<ReadonlyMap<string, Quality>>
  }
  readonly local: Pick<LocalMedia, 'spare'>
  readonly clock?: Clock
}

/** Watches in a call whether the computer is too busy, and says what it is spared: pictures before voices. */
export class Guard {
  readonly #parts: GuardParts
  readonly #clock: Clock
  readonly #sparing: Writable<Sparing> = writable<Sparing>('nothing')
  #care = atEase
  #pressure: Pressure = null
  #isResting = false
  #isOn = true
  #stop: Stop | null = null

  constructor(parts: GuardParts) {
    this.#parts = parts
    this.#clock = parts.clock ?? systemClock
    parts.call.state.subscribe(() => this.#follow())
    // Measured every two seconds.
    parts.call.qualities.subscribe(() => this.#look())
  }

  get sparing(): Readable<Sparing> {
    return this.#sparing
  }

  /** Whether the person wants it at all. */
  switch(isOn: boolean): void {
    this.#isOn = isOn
    if (!isOn) this.#spare(atEase)
  }

  /** Spares nothing for the rest of this call. */
  rest(): void {
    this.#isResting = true
    this.#spare(atEase)
  }

  #follow(): void {
    const runs = isRunning(this.#parts.call.state.get())
    if (runs === (this.#stop !== null)) return
    this.#stop?.()
    this.#stop = null
    if (runs) {
      this.#stop = followPressure((pressure) => {
        this.#pressure = pressure
      })
      return
    }
    this.#isResting = false
    this.#pressure = null
    this.#spare(atEase)
  }

  #look(): void {
    const qualities = [...this.#parts.call.qualities.get().values()]
    if (!this.#isOn || this.#isResting || qualities.length === 0) return
    this.#spare(nextCare(this.#care, strainOf(this.#pressure, qualities), this.#clock.monotonic()))
  }

  #spare(care: typeof atEase): void {
    this.#care = care
    if (care.sparing === this.#sparing.get()) return
    this.#parts.local.spare(care.sparing !== 'nothing')
    this.#sparing.set(care.sparing)
  }
}
