import type { CallSignal } from '@parley/protocol'
import type { Stop } from '../client.ts'
import type { Clock } from '../clock.ts'
import type { Readable } from '../readable.ts'
import { type Incoming, nothing } from './incoming.ts'
import type { LocalMedia } from './media/local-media.ts'
import {
  feeds,
  type MediaEvent,
  type MediaFlags,
  type MediaSession,
  type PictureFeed,
  type Present,
  type Shown,
} from './media-session.ts'
import type { Quality } from './quality/quality.ts'
import type { Sample } from './quality/sample.ts'
import type { Route } from './route.ts'
import { watchQuality } from './watch-quality.ts'

export interface LegParts {
  readonly carrier: Route['kind']
  readonly session: MediaSession
  readonly local: LocalMedia
  /** Since when this device's person wants to speak, milliseconds since 1970; null: they do not. */
  readonly hand: Readable<number | null>
  /** What a device has said already that it sends. */
  readonly known: (device: string) => MediaFlags | undefined
  readonly clock: Clock
  /** What comes has changed. `isConnected`: also whether there is a path, to anybody. */
  readonly changed: (isConnected: boolean | null) => void
  readonly measured: () => void
  /** This way leads not to everybody. */
  readonly stuck: () => void
}

/** One way that the media of a call goes, and what comes by it. */
export class Leg {
  readonly #parts: LegParts
  readonly #incoming = new Map<string, Incoming>()
  readonly #stops: readonly Stop[]
  #qualities: ReadonlyMap<string, Quality> = new Map()

  constructor(parts: LegParts) {
    this.#parts = parts
    const { session, clock, local, hand } = parts
    const send = (): void => this.#send()
    this.#stops = [
      session.listen((event) => this.#heard(event)),
      watchQuality(session, clock, (qualities) => {
        this.#qualities = qualities
        parts.measured()
      }),
      local.sent.subscribe(send),
      local.muted.subscribe(send),
      local.held.subscribe(send),
      hand.subscribe(send),
    ]
    this.#send()
  }

  get carrier(): Route['kind'] {
    return this.#parts.carrier
  }

  /** What comes of a device; null: it is not reached by this way. */
  incoming(device: string): Incoming | null {
    return this.#incoming.get(device) ?? null
  }

  quality(device: string): Quality | null {
    return this.#qualities.get(device) ?? null
  }

  samples(): Promise<ReadonlyMap<string, Sample>> {
    return this.#parts.session.stats()
  }

  /** Who is to be reached by this way now. */
  present(others: readonly Present[]): void {
    const here = new Set(others.map(({ device }) => device))
    for (const device of this.#incoming.keys()) if (!here.has(device)) this.#incoming.delete(device)
    for (const device of here) {
      const flags = this.#parts.known(device) ?? nothing.flags
      if (!this.#incoming.has(device)) this.#incoming.set(device, { ...nothing, flags })
    }
    this.#parts.session.present(others)
  }

  /** How a picture of a device is shown here. */
  show(device: string, feed: PictureFeed, shown: Shown): void {
    this.#parts.session.show(device, feed, shown)
  }

  /** Answers whether a signal was one for this way. */
  take(device: string, signal: CallSignal): boolean {
    return this.#parts.session.take(device, signal)
  }

  close(): void {
    for (const stop of this.#stops) stop()
    this.#parts.session.close()
  }

  #heard(event: MediaEvent): void {
    switch (event.kind) {
      case 'state': {
        const isConnected = event.state === 'connected'
        const devices = event.device === null ? [...this.#incoming.keys()] : [event.device]
        for (const device of devices) this.#update(device, { isConnected })
        this.#parts.changed(isConnected)
        return
      }
      case 'track':
        this.#update(event.device, { [event.feed]: event.track })
        break
      case 'stuck':
        this.#parts.stuck()
        return
      case 'flags':
        this.#update(event.device, { flags: event.flags })
        break
      case 'closed':
        this.#update(event.device, { closed: event.closed })
    }
    this.#parts.changed(null)
  }

  #update(device: string, news: Partial<Incoming>): void {
    const before = this.#incoming.get(device)
    if (before) this.#incoming.set(device, { ...before, ...news })
  }

  #send(): void {
    const { local, session, hand } = this.#parts
    const sent = local.sent.get()
    for (const feed of feeds) {
      const track = sent[feed]
      void (track ? session.publish(feed, track) : session.unpublish(feed)).catch(() => undefined)
    }
    const { camera, screen } = sent
    session.announce({ audio: local.isHeard, video: camera !== null, screen: screen !== null, hand: hand.get() })
  }
}
