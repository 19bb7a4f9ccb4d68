import type { DeviceSignal, Stop } from '../client.ts'
import { type Clock, pause } from '../clock.ts'

type Listener = (signal: DeviceSignal) => void | Promise<void>

/** How a listener got on: `gone`, when it left before it was done. */
type Outcome = 'dealt' | 'failed' | 'gone'

/** So often a listener gets what it fails at, and milliseconds before the second time; each pause is twice as long. */
const triesMost = 5
const firstPause = 200
/** Signals that wait for somebody to listen. */
const most = 500

/** What other devices signal to this one, handed over in order, one at a time. */
export class Signals {
  readonly #clock: Clock
  readonly #listeners = new Set<Listener>()
  readonly #waiting: DeviceSignal[] = []
  #isHanding = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  forget(): void {
    this.#waiting.length = 0
  }

  listen(listener: Listener): Stop {
    const own: Listener = (signal) => listener(signal)
    this.#listeners.add(own)
    void this.#handAll()
    return () => this.#listeners.delete(own)
  }

  take(signal: DeviceSignal): void {
    this.#waiting.push(signal)
    if (this.#waiting.length > most) this.#waiting.shift()
    void this.#handAll()
  }

  async #handAll(): Promise<void> {
    if (this.#isHanding) return
    this.#isHanding = true
    for (let [signal] = this.#waiting; signal && this.#listeners.size > 0; [signal] = this.#waiting) {
      const hand = (listener: Listener): Promise<Outcome> => this.#hand(listener, signal)
      const outcomes = await Promise.all([...this.#listeners].map(hand))
      if (outcomes.some((outcome) => outcome !== 'gone') && this.#waiting[0] === signal) this.#waiting.shift()
    }
    this.#isHanding = false
  }

  /** What a listener could not deal with now it may in a moment; what it never can must not hold up the others. */
  async #hand(listener: Listener, signal: DeviceSignal): Promise<Outcome> {
    for (let attempt = 1; attempt <= triesMost && this.#listeners.has(listener); attempt += 1) {
      try {
        await listener(signal)
        return 'dealt'
      } catch {
        if (attempt < triesMost) await pause(this.#clock, firstPause * 2 ** (attempt - 1))
      }
    }
    return this.#listeners.has(listener) ? 'failed' : 'gone'
  }
}
