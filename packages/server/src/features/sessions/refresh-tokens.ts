import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Randomness } from '../../ports/randomness.ts'

/** A refresh token taken apart. Its text is `device.secret.seal`. */
export interface RefreshToken {
  readonly device: string
  /** 256 bits, base64url. */
  readonly secret: string
}

const shape = /^([A-Za-z0-9_-]{22,43})\.([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{43})$/

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
    return { device, secret: Buffer.from(this.#randomness.bytes(32)).toString('base64url') }
  }

  successor({ device, secret }: RefreshToken): RefreshToken {
    return { device, secret: this.#derive('successor', device, secret) }
  }

  text(token: RefreshToken): string {
    return `${token.device}.${token.secret}.${this.#derive('seal', token.device, token.secret)}`
  }

  /** null for what was not given out here. */
  parse(text: string): RefreshToken | null {
    const [, device, secret, seal] = shape.exec(text) ?? []
    if (device === undefined || secret === undefined || seal === undefined) return null
    const genuine = timingSafeEqual(Buffer.from(seal), Buffer.from(this.#derive('seal', device, secret)))
    return genuine ? { device, secret } : null
  }

  #derive(purpose: 'successor' | 'seal', device: string, secret: string): string {
    return createHmac('sha256', this.#key).update(`${purpose}.${device}.${secret}`).digest('base64url')
  }
}
