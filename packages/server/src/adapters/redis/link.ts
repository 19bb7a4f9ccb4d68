import type { Clock } from '../../ports/clock.ts'
import type { Reach } from '../../ports/fanout.ts'
import type { RedisAddress } from '../../redis-address.ts'
import { type Command, type Driver, openWire, type Wire } from './wire.ts'

/** How often things happen, in milliseconds. */
export interface Pace {
  /** Between two beats. */
  readonly beat: number
  /** A lease lasts this long, and is renewed so often. */
  readonly lease: number
  readonly renew: number
  /** Before the next try to get through. */
  readonly retry: number
}
export const usualPace: Pace = { beat: 500, lease: 15_000, renew: 5000, retry: 300 }

export interface LinkParts {
  readonly driver: Driver
  readonly address: RedisAddress
  /** The channel of this node. */
  readonly channel: string
  readonly clock: Clock
  readonly pace: Pace
  /** Everything but beats that comes over the channel. */
  readonly heard: (bytes: Buffer) => void
  /** Told when a connection is there. */
  readonly opened: () => void
  /** Told why there is none: each reason once, until a beat has come back. */
  readonly ended: (why: unknown) => void
}

/** Beats in a row that may stay out before hints of others count as lost, and before the connection is given up. */
const silentAfter = 3
const hopelessAfter = 6
/** Bytes on their way to Redis beyond which it takes too long: what comes then is lost. */
const mostPending = 16 * 2 ** 20
/** Milliseconds for which a new connection may refuse before it is given up in its turn. */
const settling = 2000
/** Milliseconds that opening one may take. */
const openWithin = 4000
const elsewhere = /^(?:MOVED|ASK|READONLY|CLUSTERDOWN|MASTERDOWN|EXECABORT)\b/
const beat = Buffer.from('beat')

/**
 * The way of one node to Redis. It beats to itself through Redis: while the beats come back, so does what others send.
 * A connection that is silent or broken is thrown away and another one opened, as long as it takes.
 */
export class Link {
  readonly #parts: LinkParts
  readonly #watchers: ((reach: Reach) => void)[] = []
  readonly #stopBeating: () => void
  #reach: Reach = 'self'
  #wire: Wire | null = null
  #end = new AbortController()
  /** Number of the present connection, or of the present try to get one. */
  #session = 0
  #openedAt = 0
  #unanswered = 0
  #pending = 0
  #isClosed = false
  readonly #complaints = new Set<string>()

  constructor(parts: LinkParts) {
    this.#parts = parts
    this.#stopBeating = parts.clock.every(parts.pace.beat, () => this.#beat())
    void this.#open()
  }

  get reach(): Reach {
    return this.#reach
  }

  watch(changed: (reach: Reach) => void): void {
    this.#watchers.push(changed)
  }

  /** Something was lost although the connection stands. */
  missed(): void {
    if (this.#reach === 'all') this.#tell()
  }

  /** Rejects where there is no connection, and at the latest when it is given up. */
  async transact(commands: readonly Command[]): Promise<readonly unknown[]> {
    const session = this.#session
    if (!this.#wire) throw new Error('there is no connection to Redis')
    try {
      return await this.#wire.transact(commands)
    } catch (error) {
      this.#refused(session, error)
      throw error
    }
  }

  /** Sends, or loses it: nobody waits for it. */
  publish(channel: string, bytes: Buffer): void {
    const answers = this.#wire !== null && this.#unanswered <= silentAfter
    if (answers && this.#pending < mostPending) void this.#send(channel, bytes)
  }

  /** Gives the connection up when Redis has moved elsewhere. */
  async look(): Promise<void> {
    const session = this.#session
    if ((await this.#wire?.isCurrent()) === false) this.#drop(session, new Error('another Redis is the master now'))
  }

  close(): void {
    this.#isClosed = true
    this.#stopBeating()
    this.#session += 1
    this.#wire = null
    this.#end.abort()
    this.#watchers.length = 0
  }

  #beat(): void {
    if (!this.#wire) return
    if (this.#unanswered >= silentAfter) this.#turn('self')
    if (this.#unanswered >= hopelessAfter) {
      this.#drop(this.#session, new Error('Redis is silent'))
      return
    }
    this.#unanswered += 1
    void this.#send(this.#parts.channel, beat)
  }

  #heard(bytes: Buffer): void {
    if (!bytes.equals(beat)) {
      this.#parts.heard(bytes)
      return
    }
    this.#unanswered = 0
    this.#complaints.clear()
    this.#turn('all')
  }

  async #send(channel: string, bytes: Buffer): Promise<void> {
    const session = this.#session
    this.#pending += bytes.length
    try {
      await this.#wire?.publish(channel, bytes)
    } catch (error) {
      this.#refused(session, error)
    } finally {
      this.#pending -= bytes.length
    }
  }

  async #open(): Promise<void> {
    const { driver, address, channel, clock, opened } = this.#parts
    this.#session += 1
    this.#end = new AbortController()
    const session = this.#session
    const isMine = (): boolean => session === this.#session
    const inTime = clock.after(openWithin, () => this.#drop(session, new Error('Redis does not answer')))
    try {
      const wire = await openWire(driver, {
        address,
        channel,
        heard: (bytes) => {
          if (isMine()) this.#heard(bytes)
        },
        failed: (error) => this.#drop(session, error),
        signal: this.#end.signal,
      })
      if (!isMine()) return
      this.#wire = wire
      this.#openedAt = clock.monotonic()
      this.#unanswered = 0
      this.#beat()
      opened()
    } catch (error) {
      this.#drop(session, error)
    } finally {
      inTime()
    }
  }

  /** An answer that says no is an answer, unless it says that somebody else would have to be asked. */
  #refused(session: number, error: unknown): void {
    const { driver, clock } = this.#parts
    const isAnswer = error instanceof driver.ErrorReply && !elsewhere.test(error.message)
    if (!isAnswer && clock.monotonic() - this.#openedAt > settling) this.#drop(session, error)
  }

  #drop(session: number, why: unknown): void {
    if (session !== this.#session || this.#isClosed) return
    const { clock, pace } = this.#parts
    this.#session += 1
    this.#wire = null
    this.#end.abort()
    this.#complain(why)
    this.#turn('self')
    const mine = this.#session
    clock.after(pace.retry, () => {
      if (mine === this.#session) void this.#open()
    })
  }

  #complain(why: unknown): void {
    const words = String(why)
    if (!this.#complaints.has(words)) this.#parts.ended(why)
    this.#complaints.add(words)
  }

  #turn(reach: Reach): void {
    if (reach === this.#reach) return
    this.#reach = reach
    this.#tell()
  }

  #tell(): void {
    for (const changed of this.#watchers) {
      try {
        changed(this.#reach)
      } catch (error) {
        this.#parts.ended(error)
      }
    }
  }
}
