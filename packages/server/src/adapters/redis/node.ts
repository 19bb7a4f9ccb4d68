import type { Clock } from '../../ports/clock.ts'
import type { Reach } from '../../ports/fanout.ts'
import type { RedisAddress } from '../../redis-address.ts'
import { batchOf, bytesOf, lineOf, topicOf } from './batch.ts'
import { Link, type Pace, usualPace } from './link.ts'
import { type Command, loadDriver } from './wire.ts'

export interface RedisConfig {
  readonly address: RedisAddress
  /** What all nodes of one house have in common and no other house has. */
  readonly house: string
  /** Another one at each start. */
  readonly node: string
  /** Names the keys of the house as this node has them. */
  readonly keys: string
  readonly clock: Clock
  /** Called when this node cannot be one of the house; the process has to end. */
  readonly died: (error: Error) => void
  /** Told what goes wrong; nothing of it ends anything. */
  readonly failed: (error: unknown) => void
  readonly pace?: Pace
}

/** Another node, as long as its lease lasts. */
interface Peer {
  /** Monotonic milliseconds. */
  until: number
  /** Number of the last batch that came from it. It counts from its start, so nobody misses what came before the first. */
  last: number
}

/** What a part of a node does for others. */
export interface Topic {
  /** Something that another node said. */
  hear(from: string, said: Buffer): void
  /** After each renewal of the lease, and after each connecting. */
  renewed?(): void
  met?(peer: string): void
  /** Its lease has ended. */
  gone?(peer: string): void
}

/** Bytes of one batch; a single thing may be longer. */
const batchSize = 2 ** 18

/**
 * One node among those that share a Redis: it knows the others by their leases, and tells them things, one message for
 * each of them and turn of the loop. What is told while Redis is away is lost; batches are counted, so that whoever
 * missed one finds out with the next, or with the next lease.
 */
export class RedisNode implements AsyncDisposable {
  readonly id: string
  readonly #config: RedisConfig & { readonly pace: Pace }
  readonly #link: Link
  readonly #peers = new Map<string, Peer>()
  readonly #topics = new Map<string, Topic>()
  readonly #timers: readonly (() => void)[]
  #waiting: (readonly Buffer[])[] = []
  #count = 0
  #isClosed = false

  constructor(config: RedisConfig, driver: Awaited<ReturnType<typeof loadDriver>>) {
    const pace = config.pace ?? usualPace
    this.id = config.node
    this.#config = { ...config, pace }
    this.#link = new Link({
      driver,
      pace,
      address: config.address,
      clock: config.clock,
      channel: this.#channel(config.node),
      heard: (bytes) => this.#heard(bytes),
      opened: () => void this.#renew(),
      ended: config.failed,
    })
    this.#timers = [
      config.clock.every(pace.renew, () => void this.#renew()),
      config.clock.every(Math.min(1000, pace.renew), () => this.#sweep()),
    ]
  }

  get reach(): Reach {
    return this.#link.reach
  }

  get peers(): readonly string[] {
    return [...this.#peers.keys()]
  }

  watch(changed: (reach: Reach) => void): void {
    this.#link.watch(changed)
  }

  /** Also of what has happened already. */
  take(name: string, topic: Topic): void {
    this.#topics.set(name, topic)
    for (const peer of this.#peers.keys()) topic.met?.(peer)
    if (this.reach === 'all') topic.renewed?.()
  }

  /** Tells every other node, in the order of the calls. What is said may have no line break: JSON has none. */
  say(topic: string, text: string, bytes?: Buffer): void {
    if (this.#isClosed) return
    if (this.#waiting.length === 0) setImmediate(() => this.#flush())
    this.#waiting.push(lineOf(topic, text, bytes))
  }

  /** Everything of one house lies in one slot of a cluster. */
  key(...names: readonly string[]): string {
    return [`{parley:${this.#config.house}}`, ...names].join(':')
  }

  /** How long what a node stores may outlive it, in milliseconds. */
  get lease(): number {
    return this.#config.pace.lease
  }

  transact(commands: readonly Command[]): Promise<readonly unknown[]> {
    return this.#link.transact(commands)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true
    this.#waiting = []
    for (const stop of this.#timers) stop()
    this.#link.close()
  }

  #channel(node: string): string {
    return `parley:${this.#config.house}:${node}`
  }

  #flush(): void {
    const waiting = this.#waiting
    this.#waiting = []
    let lines: (readonly Buffer[])[] = []
    let size = 0
    for (const line of waiting) {
      const more = line.reduce((sum, { length }) => sum + length, 0)
      if (size > 0 && size + more > batchSize) {
        this.#send(lines)
        lines = []
        size = 0
      }
      lines.push(line)
      size += more
    }
    this.#send(lines)
  }

  /** Counted also where nobody is there to hear it: somebody may come back and must know that something is missing. */
  #send(lines: readonly (readonly Buffer[])[]): void {
    if (lines.length > 0) this.#count += 1
    if (this.#peers.size === 0) return
    const bytes = bytesOf(this.id, this.#count, lines)
    for (const peer of this.#peers.keys()) this.#link.publish(this.#channel(peer), bytes)
  }

  #heard(bytes: Buffer): void {
    const batch = batchOf(bytes)
    if (!batch || batch.from === this.id) return
    const { from, n, lines } = batch
    const peer = this.#see(from, this.#config.clock.monotonic() + this.#config.pace.lease)
    // What comes late, over a connection that was given up, has been counted as lost.
    if (n <= peer.last) return
    const missed = n > peer.last + (lines.length > 0 ? 1 : 0)
    peer.last = n
    for (const line of lines) {
      const [topic, what] = topicOf(line)
      this.#guard(() => this.#topics.get(topic)?.hear(from, what))
    }
    if (missed) this.#link.missed()
  }

  #see(id: string, until: number): Peer {
    const known = this.#peers.get(id)
    if (known) {
      known.until = Math.max(known.until, until)
      return known
    }
    const peer: Peer = { until, last: 0 }
    this.#peers.set(id, peer)
    this.#send([])
    for (const topic of this.#topics.values()) this.#guard(() => topic.met?.(id))
    return peer
  }

  /** Prolongs the own lease, looks who else has one, and says what was said last, so that a loss is noticed. */
  async #renew(): Promise<void> {
    try {
      await this.#hold()
      this.#send([])
      for (const topic of this.#topics.values()) this.#guard(() => topic.renewed?.())
      await this.#link.look()
    } catch {
      // Redis is out of reach, or nobody can say where it is: the lease is renewed with the next connection or turn.
    }
  }

  async #hold(): Promise<void> {
    const { clock, pace } = this.#config
    const [nodes, leaseOf] = [this.key('nodes'), (id: string) => this.key('node', id)]
    const [, keys, , , , listed] = await this.#link.transact([
      ['SET', this.key('keys'), this.#config.keys, 'PX', `${pace.lease}`, 'NX'],
      ['GET', this.key('keys')],
      ['SET', leaseOf(this.id), '1', 'PX', `${pace.lease}`],
      ['SADD', nodes, this.id],
      ['PEXPIRE', nodes, `${4 * pace.lease}`],
      ['SMEMBERS', nodes],
    ])
    if (keys !== this.#config.keys) {
      this.#config.died(new Error('The other servers of this house have other keys: give each the same PARLEY_KEYS.'))
      return
    }
    await this.#link.transact([['PEXPIRE', this.key('keys'), `${pace.lease}`]])
    const others = (listed as string[]).filter((id) => id !== this.id)
    if (others.length === 0) return
    const now = clock.monotonic()
    const left = await this.#link.transact(others.map((id): Command => ['PTTL', leaseOf(id)]))
    for (const [at, id] of others.entries()) if (Number(left[at]) > 0) this.#see(id, now + Number(left[at]))
    const ended = others.filter((_, at) => Number(left[at]) <= 0)
    if (ended.length > 0) await this.#link.transact([['SREM', nodes, ...ended]])
  }

  #sweep(): void {
    const now = this.#config.clock.monotonic()
    for (const [id, { until }] of this.#peers) {
      if (until > now) continue
      this.#peers.delete(id)
      for (const topic of this.#topics.values()) this.#guard(() => topic.gone?.(id))
    }
  }

  #guard(act: () => void): void {
    try {
      act()
    } catch (error) {
      this.#config.failed(error)
    }
  }
}

/** Enters the nodes of a house that share a Redis. It does not wait for Redis: that may come later, and go at any time. */
export async function openRedisNode(config: RedisConfig): Promise<RedisNode> {
  return new RedisNode(config, await loadDriver())
}
