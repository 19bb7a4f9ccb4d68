import type { Cost, Limits } from '@parley/protocol'
import { ParleyError, signalRate } from '@parley/protocol'
import type { Clock } from '../ports/clock.ts'
import type { Took } from '../ports/fanout.ts'
import { Bucket } from './bucket.ts'

type Kind = Cost['bucket']

/** Refusals within one window that lead to a warning, and to the end of the connection (C11). */
const warnAt = 20
const cutAt = 200
const window = 10_000

interface Account {
  readonly buckets: Map<Kind, Bucket>
  refusals: number
  refusedSince: number
  /** Monotonic time until which nothing is served. */
  shutUntil: number
}

export type Refusal = { readonly retryAfter: number; readonly next: 'nack' | 'warn' | 'cut' }

/** Inbound limits of one process, by user or, before sign-in, by address. */
export class Rates {
  readonly #clock: Clock
  readonly #limits: Limits
  #watch: ((...took: Took) => void) | null = null
  readonly #accounts = new Map<string, Account>()

  constructor(clock: Clock, limits: Limits) {
    this.#clock = clock
    this.#limits = limits
    clock.every(60_000, () => this.#forget())
  }

  /** null: go on. Otherwise how long to wait, and what the connection has to hear. */
  take(who: string, cost: Cost): Refusal | null {
    const now = this.#clock.monotonic()
    const account = this.#accounts.get(who) ?? this.#fresh(who, now)
    if (account.shutUntil > now) return { retryAfter: Math.ceil(account.shutUntil - now), next: 'nack' }
    const units = cost.bucket === 'commands' ? cost.units : 1
    const retryAfter = this.#bucket(account, cost.bucket, now).take(units, now)
    if (retryAfter === 0) {
      this.#watch?.(who, cost.bucket, units)
      return null
    }
    return { retryAfter, next: this.#refuse(account, now) }
  }

  /** The same, as an exception. */
  demand(who: string, cost: Cost): void {
    const refusal = this.take(who, cost)
    if (refusal) throw new ParleyError('rate_limited', { retryAfter: refusal.retryAfter })
  }

  /** Told of everything that is taken here. */
  watch(took: (...took: Took) => void): void {
    this.#watch = took
  }

  /** Somebody took something on another node. */
  charge(who: string, bucket: Kind, units: number): void {
    const now = this.#clock.monotonic()
    this.#bucket(this.#accounts.get(who) ?? this.#fresh(who, now), bucket, now).charge(units, now)
  }

  #fresh(who: string, now: number): Account {
    const account = { buckets: new Map<Kind, Bucket>(), refusals: 0, refusedSince: now, shutUntil: 0 }
    this.#accounts.set(who, account)
    return account
  }

  #bucket(account: Account, kind: Kind, now: number): Bucket {
    const known = account.buckets.get(kind)
    if (known) return known
    const [perSecond, burst] = this.#sizes(kind)
    const bucket = new Bucket(perSecond, burst, now)
    account.buckets.set(kind, bucket)
    return bucket
  }

  #sizes(kind: Kind): readonly [perSecond: number, burst: number] {
    const limits = this.#limits
    if (kind === 'messages') return [limits.messagesPerSecond, limits.messagesBurst]
    if (kind === 'typing') return [limits.typingPerSecond, limits.typingPerSecond]
    if (kind === 'signals') return [signalRate.perSecond, signalRate.burst]
    if (kind === 'credentials') return [limits.credentialsPerMinute / 60, limits.credentialsPerMinute]
    return [limits.commandsPerSecond, limits.commandsBurst]
  }

  #refuse(account: Account, now: number): Refusal['next'] {
    if (now - account.refusedSince > window) {
      account.refusals = 0
      account.refusedSince = now
    }
    account.refusals += 1
    if (account.refusals >= cutAt) {
      account.refusals = 0
      account.shutUntil = now + window
      return 'cut'
    }
    return account.refusals === warnAt ? 'warn' : 'nack'
  }

  #forget(): void {
    const now = this.#clock.monotonic()
    for (const [who, account] of this.#accounts) {
      const idle = account.shutUntil < now && account.buckets.values().every((bucket) => bucket.isFull(now))
      if (idle) this.#accounts.delete(who)
    }
  }
}

/** Milliseconds for which a connection is refused after it was cut for too many requests. */
export const cutFor = window
