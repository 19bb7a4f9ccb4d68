import type { CallSignal } from '@parley/protocol'
import type { Stop } from '../../client.ts'
import type { Clock } from '../../clock.ts'
import {
  type Feed,
  type MediaEvent,
  type MediaFlags,
  type MediaSession,
  noFlags,
  type PictureFeed,
  type Present,
  type Shown,
} from '../media-session.ts'
import type { Sample } from '../quality/sample.ts'
import type { Route } from '../route.ts'
import { MeshPeer } from './mesh-peer.ts'

export interface MeshParts {
  /** This device. */
  readonly me: string
  readonly route: () => Route
  /** Hands a signal to another device; in order. */
  readonly send: (device: string, signal: CallSignal) => void
  /** What has not left yet to a device is of no use any more. */
  readonly forget: (device: string) => void
  readonly clock: Clock
}

/** Media of a few people, from each device to each other. */
export class MeshSession implements MediaSession {
  readonly #parts: MeshParts
  readonly #peers = new Map<string, MeshPeer>()
  readonly #tracks = new Map<Feed, MediaStreamTrack>()
  readonly #listeners = new Set<(event: MediaEvent) => void>()
  /** Pictures that nobody sees here. */
  readonly #unseen = new Set<string>()
  #flags: MediaFlags = noFlags

  constructor(parts: MeshParts) {
    this.#parts = parts
  }

  present(others: readonly Present[]): void {
    const here = new Set(others.map(({ device }) => device))
    for (const [device, peer] of this.#peers) {
      if (here.has(device)) continue
      this.#peers.delete(device)
      peer.close()
    }
    for (const other of others) if (!this.#peers.has(other.device)) this.#meet(other)
  }

  async publish(feed: Feed, track: MediaStreamTrack): Promise<void> {
    this.#tracks.set(feed, track)
    await Promise.all([...this.#peers.values()].map((peer) => peer.publish(feed, track)))
  }

  async unpublish(feed: Feed): Promise<void> {
    this.#tracks.delete(feed)
    await Promise.all([...this.#peers.values()].map((peer) => peer.unpublish(feed)))
  }

  show(device: string, feed: PictureFeed, shown: Shown): void {
    const isSeen = shown !== null
    this.#unseen.delete(`${device} ${feed}`)
    if (!isSeen) this.#unseen.add(`${device} ${feed}`)
    this.#peers.get(device)?.show(feed, isSeen)
  }

  announce(flags: MediaFlags): void {
    this.#flags = flags
    for (const peer of this.#peers.values()) peer.announce(flags)
  }

  take(device: string, signal: CallSignal): boolean {
    const peer = this.#peers.get(device)
    return peer?.take(signal) ?? false
  }

  async stats(): Promise<ReadonlyMap<string, Sample>> {
    const all = [...this.#peers].map(async ([device, peer]) => [device, await peer.stats()] as const)
    return new Map(await Promise.all(all))
  }

  listen(listener: (event: MediaEvent) => void): Stop {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  close(): void {
    this.#listeners.clear()
    for (const peer of this.#peers.values()) peer.close()
    this.#peers.clear()
  }

  #meet({ device, isOurs }: Present): void {
    const { me, route, send, forget, clock } = this.#parts
    const parts = {
      route,
      isPolite: me < device,
      isOffering: isOurs,
      send: (signal: CallSignal) => send(device, signal),
      forget: () => forget(device),
      clock,
    }
    const peer = new MeshPeer(parts, (event) => {
      for (const listener of [...this.#listeners]) listener({ ...event, device })
    })
    this.#peers.set(device, peer)
    for (const [feed, track] of this.#tracks) void peer.publish(feed, track).catch(() => undefined)
    peer.announce(this.#flags)
    for (const feed of ['camera', 'screen'] as const) if (this.#unseen.has(`${device} ${feed}`)) peer.show(feed, false)
  }
}
