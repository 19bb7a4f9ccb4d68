import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../../ports/clock.ts'
import type { Fanout } from '../../ports/fanout.ts'
import type { Keys } from '../../ports/keys.ts'
import type { Randomness } from '../../ports/randomness.ts'

/** Seconds in which a ticket has to be used. */
export const ticketLifetime = 30
/** Milliseconds by which the clocks of two nodes may differ. */
const skew = 60_000

export interface VoucherParts {
  readonly keys: Keys
  readonly clock: Clock
  readonly randomness: Randomness
  readonly fanout: Fanout
}

interface Voucher<T> {
  readonly id: string
  readonly value: T
  /** Milliseconds since 1970. */
  readonly ends: number
}

/**
 * What can be had once, and for a short time only. A voucher carries its value, sealed with a key of the house, so it is
 * good on every node and needs no memory; nodes remember those that are spent, and tell each other.
 */
export class Vouchers<T> {
  readonly #parts: VoucherParts
  readonly #purpose: string
  readonly #lifetime: number
  /** When those that are spent end, by id: the oldest first. */
  readonly #spent = new Map<string, number>()

  /**
   * @param purpose what they are good for: one of another kind is none
   * @param lifetime milliseconds
   */
  constructor(parts: VoucherParts, purpose: string, lifetime: number) {
    this.#parts = parts
    this.#purpose = purpose
    this.#lifetime = lifetime
    parts.fanout.subscribe((hint) => {
      if (hint.kind === 'spent') this.#spent.set(hint.voucher, hint.ends)
    })
  }

  give(value: T): string {
    const { clock, randomness } = this.#parts
    const id = Buffer.from(randomness.bytes(16)).toString('base64url')
    const voucher: Voucher<T> = { id, value, ends: clock.now() + this.#lifetime }
    const body = Buffer.from(JSON.stringify(voucher)).toString('base64url')
    return `${body}.${this.#seal(body).toString('base64url')}`
  }

  /** The value, for the only time; null if there is none any more. */
  take(text: string): T | null {
    const voucher = this.#good(text)
    if (!voucher) return null
    this.#parts.fanout.publish({ kind: 'spent', voucher: voucher.id, ends: voucher.ends })
    return voucher.value
  }

  /** What `take` would answer; it can be taken all the same. */
  look(text: string): T | null {
    return this.#good(text)?.value ?? null
  }

  #good(text: string): Voucher<T> | null {
    const now = this.#parts.clock.now()
    for (const [id, ends] of this.#spent) {
      if (ends + skew > now) break
      this.#spent.delete(id)
    }
    const voucher = this.#opened(text)
    return voucher && voucher.ends + skew > now && !this.#spent.has(voucher.id) ? voucher : null
  }

  #opened(text: string): Voucher<T> | null {
    const [body = '', seal = ''] = text.split('.')
    const given = Buffer.from(seal, 'base64url')
    const right = this.#seal(body)
    if (given.length !== right.length || !timingSafeEqual(given, right)) return null
    return JSON.parse(Buffer.from(body, 'base64url').toString()) as Voucher<T>
  }

  #seal(body: string): Buffer {
    return createHmac('sha256', this.#parts.keys.refresh).update(`voucher.${this.#purpose}.${body}`).digest()
  }
}
