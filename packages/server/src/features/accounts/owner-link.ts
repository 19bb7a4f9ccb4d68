import { createHash, timingSafeEqual } from 'node:crypto'
import type { Randomness } from '../../ports/randomness.ts'
import type { Storage } from '../../ports/storage/storage.ts'

const hashed = (token: string): Uint8Array => createHash('sha256').update(token).digest()

/** The link that makes the first account, the owner's. A new one at each start; only a hash of it is remembered. */
export class OwnerLink {
  readonly #storage: Storage
  readonly #randomness: Randomness
  #hash: Uint8Array | null = null

  constructor(storage: Storage, randomness: Randomness) {
    this.#storage = storage
    this.#randomness = randomness
  }

  /** Makes the token, or answers null because there is an owner. The one made before is worth nothing then. */
  async renew(): Promise<string | null> {
    if (await this.#storage.read('account.owned', {})) return null
    const token = Buffer.from(this.#randomness.bytes(32)).toString('base64url')
    this.#hash = hashed(token)
    return token
  }

  async isGood(token: string): Promise<boolean> {
    const right = this.#hash !== null && timingSafeEqual(this.#hash, hashed(token))
    return right && !(await this.#storage.read('account.owned', {}))
  }
}
