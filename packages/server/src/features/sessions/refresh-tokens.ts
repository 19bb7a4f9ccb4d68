import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Randomness } from '../../ports/randomness.ts'

/** A refresh token taken apart. Its text is `device.generation.secret.seal`. */
export interface RefreshToken {
  readonly device: string
  /** How many tokens of the session came before. */
  readonly generation: number
  /** 256 bits, base64url. */
  readonly secret: string
}

const shape = /^([A-Za-z0-9_-]{22,43})\.(\d{1,9})\.([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{43})$/

/** What is stored of a secret: its SHA-256. */
export const secretHash = (secret: string): Uint8Array => new Uint8Array(createHash('sha256').update(secret).digest())

/**
 * Refresh tokens. The first secret of a session is random, each following one is derived from the one before with a key
 * that never leaves this server: the same token gets the same successor, without a secret being stored. The seal tells
 * a token that was given out once from a made-up one, so that only a genuine one can count as reused.
 */
export class RefreshTokens {
  readonly #key: Uint8Array
  readonly #randomness: Randomness

  constructor(key: Uint8Array, randomness: Randomness) {
    this.#key = key
    this.#randomness = randomness
  }

  first(device: string): RefreshToken {
    return { device, generation: 0, secret: Buffer.from(this.#randomness.bytes(32)).toString('base64url') }
  }

  successor({ device, generation, secret }: RefreshToken): RefreshToken {
    return { device, generation: generation + 1, secret: this.#derive(`successor.${device}.${secret}`) }
  }

  /** The token that came so many later. */
  after(token: RefreshToken, later: number): RefreshToken {
    return later === 0 ? token : this.after(this.successor(token), later - 1)
  }

  text(token: RefreshToken): string {
    return `${token.device}.${token.generation}.${token.secret}.${this.#seal(token)}`
  }

  /** null for what was not given out here. */
  parse(text: string): RefreshToken | null {
    const [, device, generation, secret, seal] = shape.exec(text) ?? []
    if (device === undefined || secret === undefined || seal === undefined) return null
    const token = { device, generation: Number(generation), secret }
    return timingSafeEqual(Buffer.from(seal), Buffer.from(this.#seal(token))) ? token : null
  }

  #seal({ device, generation, secret }: RefreshToken): string {
    return this.#derive(`seal.${device}.${generation}.${secret}`)
  }

  #derive(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest('base64url')
  }
}
