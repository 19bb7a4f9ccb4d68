import type { RemoteTrack, RemoteTrackPublication } from 'livekit-client'
import type { Feed, Shown } from '../media-session.ts'
import { type Sample, sampleOf } from '../quality/sample.ts'

/** How the pictures of each device are shown here. */
type ShownAll = Map<string, Shown>

const isPicture = (feed: Feed): boolean => feed === 'camera' || feed === 'screen'
const placeOf = (device: string, feed: Feed): string => `${device} ${feed}`

interface Coming {
  readonly track: RemoteTrack
  readonly publication: RemoteTrackPublication
}

/** What comes of each device, also of those who are in the SFU and not known to be in the call. */
export class Received {
  readonly #all = new Map<string, Map<Feed, Coming>>()
  readonly #shown: ShownAll = new Map()

  set(device: string, feed: Feed, coming: Coming): void {
    const tracks = this.#all.get(device) ?? new Map<Feed, Coming>()
    this.#all.set(device, tracks.set(feed, coming))
    this.#ask(device, feed)
  }

  /** What nobody sees is not sent here, and what is small comes small. */
  show(device: string, feed: Feed, shown: Shown): void {
    this.#shown.set(placeOf(device, feed), shown)
    this.#ask(device, feed)
  }

  #ask(device: string, feed: Feed): void {
    const publication = this.#all.get(device)?.get(feed)?.publication
    if (!publication || !isPicture(feed)) return
    // Until it shows somewhere, nobody sees it.
    const shown = this.#shown.get(placeOf(device, feed)) ?? null
    publication.setEnabled(shown !== null)
    if (shown) publication.setVideoDimensions(shown)
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
