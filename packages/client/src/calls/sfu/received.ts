import type { RemoteTrack, RemoteTrackPublication } from 'livekit-client'
import type { Feed } from '../media-session.ts'
import { type Sample, sampleOf } from '../quality/sample.ts'

interface Coming {
  readonly track: RemoteTrack
  readonly publication: RemoteTrackPublication
}

/** What comes of each device, also of those who are in the SFU and not known to be in the call. */
export class Received {
  readonly #all = new Map<string, Map<Feed, Coming>>()

  set(device: string, feed: Feed, coming: Coming): void {
    const tracks = this.#all.get(device) ?? new Map<Feed, Coming>()
    this.#all.set(device, tracks.set(feed, coming))
  }

  /** Answers whether it was still there. */
  delete(device: string, feed: Feed, track: RemoteTrack): boolean {
    const tracks = this.#all.get(device)
    return tracks?.get(feed)?.track === track && tracks.delete(feed)
  }

  forget(device: string): void {
    this.#all.delete(device)
  }

  clear(): void {
    this.#all.clear()
  }

  tracks(device: string): readonly (readonly [Feed, RemoteTrack])[] {
    return [...(this.#all.get(device) ?? [])].map(([feed, { track }]) => [feed, track])
  }

  /** The SFU says that nobody seals something that a device sends. */
  isUnsealed(device: string): boolean {
    return [...(this.#all.get(device)?.values() ?? [])].some(({ publication }) => !publication.isEncrypted)
  }

  /** How it is between here and a device, with what was sent to all. `at`: milliseconds, monotonic. */
  async sample(device: string, at: number, sent: readonly (RTCStatsReport | undefined)[] = []): Promise<Sample> {
    const coming = this.tracks(device).map(([, { receiver }]) => receiver?.getStats())
    const reports = [...(await Promise.all(coming)), ...sent]
    const all = reports.flatMap((report) => [...((report ?? new Map()) as ReadonlyMap<string, unknown>)])
    const sample = sampleOf(new Map(all), at)
    return { ...sample, path: sample.path && { ...sample.path, kind: 'sfu' } }
  }
}
