import type { Actor } from '../../gateway/actor.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Storage } from '../../ports/storage/storage.ts'

interface Known {
  readonly actor: Promise<Actor | null>
  /** Monotonic milliseconds. */
  readonly until: number
}

/** Milliseconds for which this process believes what it read; a revocation that it hears of counts at once. */
const believed = 5000
const remembered = 20_000

/** Which devices are signed in. */
export class LiveSessions {
  readonly #storage: Storage
  readonly #clock: Clock
  readonly #known = new Map<string, Known>()

  constructor(storage: Storage, clock: Clock) {
    this.#storage = storage
    this.#clock = clock
  }

  /** Who is signed in with a device; null: nobody, or not any more. */
  async actor(device: string): Promise<Actor | null> {
    const now = this.#clock.monotonic()
    const known = this.#known.get(device)
    if (known && known.until > now) return await known.actor
    const actor = this.#read(device)
    this.#known.delete(device)
    this.#known.set(device, { actor, until: now + believed })
    const [oldest] = this.#known.keys()
    if (this.#known.size > remembered && oldest !== undefined) this.#known.delete(oldest)
    return await actor
  }

  forget(devices: readonly string[]): void {
    for (const device of devices) this.#known.delete(device)
  }

  async #read(device: string): Promise<Actor | null> {
    try {
      const live = await this.#storage.read('session.live', { device })
      if (!live) this.#known.delete(device)
      return live ? { user: live.user, device, kind: live.is } : null
    } catch (error) {
      this.#known.delete(device)
      throw error
    }
  }
}
