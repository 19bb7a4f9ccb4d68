import type { CallSignal } from '@parley/protocol'
import type { Stop } from '../../client.ts'
import { type Clock, systemClock } from '../../clock.ts'
import { type Feed, flagsOf, type MediaFlags, noFlags, type PictureFeed, signalOf } from '../media-session.ts'
import { type Sample, sampleOf } from '../quality/sample.ts'
import { type Route, rtcServers } from '../route.ts'
import { FreshStarts } from './fresh-starts.ts'
import { PeerLink } from './peer-link.ts'
import { isOfPeers, type PeerSignal } from './peer-signal.ts'
import { everything, Wishes } from './wishes.ts'

export type PeerEvent =
  /** `interrupted`: no path at the moment; the peer looks for another by itself. */
  | { readonly kind: 'state'; readonly state: 'connected' | 'interrupted' }
  | { readonly kind: 'track'; readonly feed: Feed; readonly track: MediaStreamTrack }
  /** No path is found, although the other answers. */
  | { readonly kind: 'stuck' }
  | { readonly kind: 'flags'; readonly flags: MediaFlags }

export interface MeshPeerParts {
  readonly route: () => Route
  /** The smaller device id gives way. */
  readonly isPolite: boolean
  /** Whoever came last offers; the other waits for it. */
  readonly isOffering: boolean
  /** Hands a signal to the other device; in order. */
  readonly send: (signal: CallSignal) => void
  /** What has not left yet is of no use any more. */
  readonly forget: () => void
  readonly clock?: Clock
}

/** Milliseconds until a first offer is missed, and between two tries to find a path again. */
const offerMissed = 3000
const firstPath = 8000
/** Milliseconds until a path is missed that both sides look for. */
const pathMissed = 5000
/** How often the time for a first path doubles. */
const longest = 2
const tryEvery = 2500
/** Tries to mend a connection before it is made anew. */
const restarts = 2

/** Media to one other device and back, without anybody between. */
export class MeshPeer {
  readonly #parts: MeshPeerParts
  readonly #clock: Clock
  readonly #tracks = new Map<Feed, MediaStreamTrack>()
  readonly #listen: (event: PeerEvent) => void
  #link: PeerLink
  #flags: MediaFlags = noFlags
  /** Which pictures the other wants to have. */
  #wanted = everything
  readonly #wishes: Wishes
  readonly #starts = new FreshStarts()
  #taking: Promise<void> = Promise.resolve()
  #tries = 0
  /** How often it was made anew without finding a path. */
  #rounds = 0
  /** There was a path once. */
  #hasMet = false
  #isClosed = false
  #cancel: Stop = () => undefined

  constructor(parts: MeshPeerParts, listen: (event: PeerEvent) => void) {
    this.#parts = parts
    this.#listen = listen
    this.#clock = parts.clock ?? systemClock
    this.#wishes = new Wishes({ send: parts.send, clock: this.#clock })
    this.#link = this.#open()
    if (parts.isOffering) this.#link.begin()
    // Who waits for an offer in vain makes one; perfect negotiation sorts out two.
    this.#plan(parts.isOffering ? firstPath : offerMissed, () => this.#mend())
    globalThis.addEventListener?.('online', this.#onOnline)
  }

  async publish(feed: Feed, track: MediaStreamTrack): Promise<void> {
    this.#tracks.set(feed, track)
    await this.#link.publish(feed)
  }

  async unpublish(feed: Feed): Promise<void> {
    this.#tracks.delete(feed)
    await this.#link.publish(feed)
  }

  /** Whether somebody sees a picture of the other here. */
  show(feed: PictureFeed, isSeen: boolean): void {
    this.#wishes.show(feed, isSeen)
  }

  announce(flags: MediaFlags): void {
    this.#flags = flags
    this.#parts.send(signalOf(flags))
  }

  async stats(): Promise<Sample> {
    const [link, now] = [this.#link, this.#clock.monotonic()]
    const report = await link.stats()
    // After what is being taken: nothing may negotiate meanwhile.
    this.#taking = this.#taking.then(() => link.tryMore(report, now)).catch(() => undefined)
    return sampleOf(report as unknown as ReadonlyMap<string, unknown>, now)
  }

  /** A signal of the other device. Answers whether it is one for this way. */
  take(signal: CallSignal): boolean {
    if (signal.kind === 'media') this.#emit({ kind: 'flags', flags: flagsOf(signal) })
    else if (signal.kind === 'media-wish') this.#want(signal)
    else if (!isOfPeers(signal)) return false
    else this.#taking = this.#taking.then(() => this.#take(signal)).catch(() => undefined)
    return true
  }

  close(): void {
    this.#isClosed = true
    this.#cancel()
    this.#wishes.close()
    globalThis.removeEventListener?.('online', this.#onOnline)
    this.#link.close()
  }

  #want({ camera, screen }: typeof everything): void {
    this.#wanted = { camera, screen }
    this.#link.adjust()
  }

  /** The network changed: the old path may be gone without a sign. */
  readonly #onOnline = (): void => {
    if (this.#link.state !== 'new') this.#link.restart(this.#configuration())
  }

  #configuration(): RTCConfiguration {
    const { iceServers, relayOnly } = this.#parts.route()
    return {
      iceServers: rtcServers(iceServers),
      iceTransportPolicy: relayOnly ? 'relay' : 'all',
      bundlePolicy: 'max-bundle',
    }
  }

  #open(): PeerLink {
    return new PeerLink({
      configuration: this.#configuration(),
      isPolite: this.#parts.isPolite,
      send: (signal) => {
        if (!this.#isClosed) this.#parts.send(signal)
      },
      sent: (feed) => this.#tracks.get(feed) ?? null,
      isWanted: (feed) => (feed === 'camera' || feed === 'screen' ? this.#wanted[feed] : true),
      onTrack: (feed, track) => this.#emit({ kind: 'track', feed, track }),
      onState: (state) => this.#moved(state),
    })
  }

  #anew(): void {
    this.#link.close()
    // Where signals are slow, those of a connection that is gone would hold up those of the next.
    this.#parts.forget()
    this.#wanted = everything
    this.#link = this.#open()
    this.announce(this.#flags)
  }

  #moved(state: RTCPeerConnectionState): void {
    if (state === 'connected') {
      this.#hasMet = true
      this.#tries = 0
      this.#rounds = 0
      this.#cancel()
      this.#emit({ kind: 'state', state: 'connected' })
      this.announce(this.#flags)
      this.#wishes.again()
    }
    if (state === 'disconnected' || state === 'failed') {
      this.#emit({ kind: 'state', state: 'interrupted' })
      if (this.#tries === 0) this.#plan(this.#parts.isPolite ? 1000 : 0, () => this.#mend())
    }
  }

  /** One try after the other until there is a path: another one first, then everything anew. */
  #mend(): void {
    if (this.#link.state === 'connected') return
    // Whoever has not answered may be away: another way does not lead to them either.
    if (this.#link.isAnswered && (!this.#hasMet || this.#rounds > 0)) this.#emit({ kind: 'stuck' })
    this.#tries += 1
    if (this.#tries <= restarts && this.#link.state !== 'new') this.#link.restart(this.#configuration())
    else {
      this.#tries = 0
      this.#rounds += 1
      this.#anew()
      this.#link.begin()
    }
    const patience = this.#tries === 0 ? this.#firstPath : tryEvery
    this.#plan(patience + (this.#parts.isPolite ? 1000 : 0), () => this.#mend())
  }

  #plan(ms: number, then: () => void): void {
    this.#cancel()
    if (!this.#isClosed) this.#cancel = this.#clock.after(ms, then)
  }

  async #take(signal: PeerSignal): Promise<void> {
    if (this.#isClosed) return
    const wasAnswered = this.#link.isAnswered
    const taken = await this.#link.take(signal)
    if (this.#isClosed) return
    if (taken === 'done') {
      // From now on both look, and whoever waited for an offer waits no more.
      const isMeeting = !wasAnswered && this.#link.isAnswered && this.#link.state !== 'connected'
      if (isMeeting) this.#plan(pathMissed * this.#slower, () => this.#mend())
      return
    }
    if (!this.#starts.take(this.#clock.monotonic())) return
    this.#anew()
    if (taken === 'anew') await this.#link.take(signal)
    else this.#link.begin()
    this.#plan(this.#firstPath, () => this.#mend())
  }

  /** Longer each time: on a slow way two who give up at the same pace would never meet. */
  get #firstPath(): number {
    return firstPath * this.#slower
  }

  get #slower(): number {
    return 2 ** Math.min(this.#rounds, longest)
  }

  #emit(event: PeerEvent): void {
    if (!this.#isClosed) this.#listen(event)
  }
}
