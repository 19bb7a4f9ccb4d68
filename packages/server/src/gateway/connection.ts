import { type CloseCodeNumber, heartbeatAnswer, heartbeatEvery } from '@parley/protocol'
import type { Actor } from './actor.ts'
import type { Channel } from './channel.ts'
import { Frame } from './frame.ts'
import { InboxFeed } from './inbox-feed.ts'
import type { Outbox } from './outbox.ts'
import { SendOrder } from './send-order.ts'

/** What carries a connection: a WebSocket or an event stream. */
export interface Carrier {
  readonly outbox: Outbox
  /** Ends it in an orderly way and frees the socket within a second, whatever the other side does. */
  close(code: CloseCodeNumber, reason: string): void
}

/** `opening`: no cursors yet. `catching-up`: what arrives is held until the backfill is through. */
export type ConnectionState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'catching-up'; readonly held: Frame[] }
  | { readonly kind: 'live' }
  | { readonly kind: 'closed' }

const opening: ConnectionState = { kind: 'opening' }
const live: ConnectionState = { kind: 'live' }
const closed: ConnectionState = { kind: 'closed' }

/** Frames that may be held during a backfill; a client that needs longer begins again. */
const heldFrames = 1000
/** Milliseconds that a backlog may last before the client counts as too slow (C10). */
const backlogAge = 10_000
/** Milliseconds past the end of the access token (security: a token lives 5 minutes). */
const tokenGrace = 60_000

/** A device's way to this server, for as long as it lasts. */
export class Connection {
  readonly id: string
  readonly actor: Actor
  readonly user: string
  /** The rooms it is served, by id. */
  readonly channels = new Set<Channel>()
  /** The rooms to which its person is invited, by id, as it was told. */
  readonly invitations = new Set<string>()
  readonly #carrier: Carrier
  state: ConnectionState = opening
  /** Sends that wait for their acknowledgement. */
  unacked = 0
  readonly sends = new SendOrder()
  /** Ephemeral events that its person does not want. */
  readonly muted = new Set<Frame['type']>()
  /** Monotonic milliseconds. */
  #beatAt: number
  #answered = true
  #backlogSince = 0
  /** Milliseconds since 1970 at which the access token ends. */
  tokenEnds: number
  /** How far the device's inbox was handed on. */
  readonly inbox = new InboxFeed()

  constructor(id: string, actor: Actor, carrier: Carrier, now: number, tokenEnds: number) {
    this.id = id
    this.actor = actor
    this.user = actor.user
    this.#carrier = carrier
    this.#beatAt = now
    this.tokenEnds = tokenEnds
  }

  /** An event: at once when live, held during catch-up, dropped before and after. */
  push(frame: Frame): void {
    if (frame.ephemeral && this.muted.has(frame.type)) return
    if (this.state.kind === 'live') this.#carrier.outbox.push(frame)
    else if (this.state.kind === 'catching-up') this.#hold(this.state.held, frame)
  }

  /** An answer or a step of the catch-up: never held. */
  answer(frame: Frame): void {
    if (this.state.kind !== 'closed') this.#carrier.outbox.push(frame)
  }

  beginCatchUp(): void {
    if (this.state.kind !== 'closed') this.state = { kind: 'catching-up', held: [] }
  }

  /** Cutover: what was held follows the backfill, then events go out as they happen. */
  goLive(): void {
    if (this.state.kind !== 'catching-up') return
    const { held } = this.state
    this.state = live
    this.answer(new Frame({ type: 'live' }))
    for (const frame of held) this.answer(frame)
  }

  get backlog(): number {
    return this.#carrier.outbox.backlog
  }

  /** Resolves once everything so far has been written, or counts as a backlog. */
  async flushed(): Promise<void> {
    await this.#carrier.outbox.flushed()
  }

  heard(): void {
    this.#answered = true
  }

  /** Once a second: heartbeat, deadlines, slowness. Answers the code to close with, if any. */
  check(now: number, wall: number): CloseCodeNumber | null {
    const backlog = this.#carrier.outbox.backlog
    if (backlog === 0) this.#backlogSince = 0
    else if (this.#backlogSince === 0) this.#backlogSince = now
    else if (now - this.#backlogSince > backlogAge) return 4008
    if (!this.#answered && now - this.#beatAt > heartbeatAnswer) return 4009
    if (wall > this.tokenEnds + tokenGrace) return 4401
    if (now - this.#beatAt >= heartbeatEvery) this.#beat(now)
    return null
  }

  close(code: CloseCodeNumber, reason: string): void {
    if (this.state.kind === 'closed') return
    this.state = closed
    this.#carrier.close(code, reason)
  }

  /** The other side went away by itself: nothing more is written. */
  gone(): void {
    this.state = closed
    this.#carrier.outbox.end()
  }

  #beat(now: number): void {
    const heads: Record<string, number> = {}
    for (const channel of this.channels) if (channel.movedAt >= this.#beatAt) heads[channel.room] = channel.head
    this.#beatAt = now
    this.#answered = false
    this.answer(new Frame({ type: 'beat', heads, inbox: this.inbox.head }))
  }

  #hold(held: Frame[], frame: Frame): void {
    if (held.length < heldFrames) held.push(frame)
    else this.close(4008, 'too much happened during the catch-up')
  }
}
