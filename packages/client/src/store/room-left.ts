import type { Clock } from '../clock.ts'
import { put, remove, type Store } from './store.ts'

/** Milliseconds between two looks. */
const lookAgain = 5_000
/** Bytes that have to fit, so that what waits does not find the device full again at once. */
const enough = 65_536

/** Looks whether there is room on this device again. */
export class RoomLeft {
  readonly #store: Store
  readonly #clock: Clock
  #cancel: (() => void) | null = null

  constructor(store: Store, clock: Clock) {
    this.#store = store
    this.#clock = clock
  }

  /** Resolves where something fits. Rejects with `device_full`. */
  async find(): Promise<void> {
    await this.#store.write([put('meta', '', 'room', this.#clock.bytes(enough))], 'relaxed')
    await this.#store.write([remove('meta', '', 'room')], 'relaxed')
  }

  /** Tells when it is time for the next look. */
  later(then: () => void): void {
    this.#cancel ??= this.#clock.after(lookAgain, () => {
      this.#cancel = null
      then()
    })
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = null
  }
}
