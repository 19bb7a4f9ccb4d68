import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Keys } from '../../ports/keys.ts'
import type { Storage } from '../../ports/storage/storage.ts'

/**
 * The link that makes the first account, the owner's. Derived from what every node of the house knows, so that any of
 * them takes it, and worth nothing once there is an owner.
 */
export class OwnerLink {
  readonly #storage: Storage
  readonly #token: string

  constructor(storage: Storage, keys: Keys) {
    this.#storage = storage
    this.#token = createHmac('sha256', keys.refresh).update(`owner-link.${storage.epoch}`).digest('base64url')
  }

  /** null if there is an owner. */
  async token(): Promise<string | null> {
    return (await this.#storage.read('account.owned', {})) ? null : this.#token
  }

  async isGood(token: string): Promise<boolean> {
    const [given, right] = [Buffer.from(token), Buffer.from(this.#token)]
    const isRight = given.length === right.length && timingSafeEqual(given, right)
    return isRight && !(await this.#storage.read('account.owned', {}))
  }
}
