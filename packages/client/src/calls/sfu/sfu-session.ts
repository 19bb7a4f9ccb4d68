import type { CallSignal, IceServer } from '@parley/protocol'
import type { LocalTrackPublication, RemoteTrack, Room } from 'livekit-client'
import type { Stop } from '../../client.ts'
import type { Clock } from '../../clock.ts'
import {
  type Closed,
  type Feed,
  feeds,
  flagsOf,
  type MediaEvent,
  type MediaFlags,
  type MediaSession,
  noFlags,
  type PictureFeed,
  type Present,
  type Shown,
  signalOf,
} from '../media-session.ts'
import type { Sample } from '../quality/sample.ts'
import { rtcServers } from '../route.ts'
import { type KeyProvider, keyProvider, type LiveKit } from './key-provider.ts'
import { MediaKeys } from './media-keys.ts'
import { Received } from './received.ts'
import { sealedWorker } from './sealed-worker.ts'
import { SealingWatch } from './sealing-watch.ts'
import { WholeFrames } from './whole-frames.ts'

export interface SfuWay {
  readonly iceServers: readonly IceServer[]
  readonly relayOnly: boolean
  /** Lets this device in, once. */
  readonly ticket: string
}

export interface SfuParts {
  /** This device. */
  readonly me: string
  /** `https://host`, of the server whose call it is. */
  readonly origin: string
  /** A way with a ticket that was not used before. */
  readonly way: () => Promise<SfuWay>
  /** LiveKit's worker that seals and opens frames. */
  readonly worker: () => Worker
  /** Hands a signal to another device; in order. */
  readonly send: (device: string, signal: CallSignal) => void
  readonly clock: Clock
}

/** Milliseconds between two tries to come in. */
const tryEvery = 1000
/** Milliseconds after which a line that was lost is opened again, while media may go on. */
const lineDelays = [0, 300, 1000]

/** LiveKit's name for a feed. */
function sourceOf({ Source }: LiveKit['Track'], feed: Feed) {
  const names = {
    microphone: Source.Microphone,
    camera: Source.Camera,
    screen: Source.ScreenShare,
    screenSound: Source.ScreenShareAudio,
  }
  return names[feed]
}

/** LiveKit's worker says why by the first word. */
const reasonOf = (message: string): Closed => (message.startsWith('InvalidKey') ? 'wrong-key' : 'no-key')

/** Media by way of an SFU, sealed by each device for the others. */
export class SfuSession implements MediaSession {
  readonly #parts: SfuParts
  readonly #tracks = new Map<Feed, MediaStreamTrack>()
  readonly #sent = new Map<Feed, LocalTrackPublication>()
  readonly #received = new Received()
  #present: ReadonlySet<string> = new Set()
  readonly #listeners = new Set<(event: MediaEvent) => void>()
  readonly #keys: MediaKeys
  readonly #watch: SealingWatch
  readonly #whole: WholeFrames
  readonly #worker: Worker
  #provider: KeyProvider | null = null
  #room: Room | null = null
  #flags: MediaFlags = noFlags
  #publishing: Promise<void> = Promise.resolve()
  #isClosed = false
  #cancel: Stop = () => undefined
  readonly #early: (() => void)[] = []

  constructor(parts: SfuParts) {
    this.#parts = parts
    this.#worker = sealedWorker(parts.worker())
    const put = (device: string, key: Uint8Array<ArrayBuffer>, index: number): void => {
      if (this.#provider) this.#provider.put(device, key, index)
      else this.#early.push(() => this.#provider?.put(device, key, index))
    }
    this.#keys = new MediaKeys({
      clock: parts.clock,
      send: parts.send,
      setOwn: (key, index) => put(parts.me, key, index),
      setOther: put,
      whole: () => this.#whole.ask(),
    })
    this.#whole = new WholeFrames(() => this.#pictures(), parts.clock)
    this.#watch = new SealingWatch({
      sample: (device) => this.#received.sample(device, parts.clock.monotonic()),
      isUnsealed: (device) => this.#received.isUnsealed(device),
      ask: (device) => this.#keys.missing(device),
      told: (device, closed) => this.#emit({ kind: 'closed', device, closed }),
      clock: parts.clock,
    })
    void this.#enter()
  }

  present(others: readonly Present[]): void {
    const before = this.#present
    this.#present = new Set(others.map(({ device }) => device))
    this.#keys.present([...this.#present])
    for (const device of before) if (!this.#present.has(device)) this.#watch.forget(device)
    for (const device of this.#present) {
      if (before.has(device)) continue
      this.#tell(device)
      if (this.#room?.state === 'connected') this.#emit({ kind: 'state', device, state: 'connected' })
      for (const [feed, track] of this.#received.tracks(device)) this.#show(device, feed, track)
    }
  }

  async publish(feed: Feed, track: MediaStreamTrack): Promise<void> {
    this.#tracks.set(feed, track)
    await this.#update(feed)
  }

  async unpublish(feed: Feed): Promise<void> {
    this.#tracks.delete(feed)
    await this.#update(feed)
  }

  show(device: string, feed: PictureFeed, shown: Shown): void {
    this.#received.show(device, feed, shown)
  }

  announce(flags: MediaFlags): void {
    this.#flags = flags
    for (const device of this.#present) this.#tell(device)
  }

  async stats(): Promise<ReadonlyMap<string, Sample>> {
    const sent = await Promise.all([...this.#sent.values()].map(({ track }) => track?.sender?.getStats()))
    const all = [...this.#present].map(async (device) => {
      const sample = await this.#received.sample(device, this.#parts.clock.monotonic(), sent)
      if (this.#present.has(device)) this.#watch.saw(device, sample)
      return [device, sample] as const
    })
    return new Map(await Promise.all(all))
  }

  listen(listener: (event: MediaEvent) => void): Stop {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  take(device: string, signal: CallSignal): boolean {
    if (this.#isClosed || !this.#present.has(device)) return false
    if (signal.kind === 'media') {
      this.#emit({ kind: 'flags', device, flags: flagsOf(signal) })
      return true
    }
    return this.#keys.take(device, signal)
  }

  close(): void {
    this.#isClosed = true
    this.#cancel()
    this.#listeners.clear()
    this.#keys.close()
    this.#watch.close()
    this.#whole.close()
    void this.#leave().finally(() => this.#worker.terminate())
  }

  /** Comes in, and again whenever it was thrown out: the SFU may have started anew. */
  async #enter(): Promise<void> {
    try {
      const kit = await import('livekit-client')
      const { iceServers, relayOnly, ticket } = await this.#parts.way()
      if (this.#isClosed) return
      const room = await this.#open(kit)
      const iceTransportPolicy = relayOnly ? 'relay' : 'all'
      const rtcConfig: RTCConfiguration = { iceServers: rtcServers(iceServers), iceTransportPolicy }
      await room.connect(this.#parts.origin, ticket, { rtcConfig, maxRetries: 0 })
      if (room.localParticipant.identity !== this.#parts.me) throw new Error('The SFU takes this device for another.')
      for (const feed of feeds) void this.#update(feed)
    } catch {
      await this.#leave()
      this.#again()
    }
  }

  async #open(kit: LiveKit): Promise<Room> {
    kit.setLogLevel('silent')
    this.#provider ??= keyProvider(kit)
    const { DefaultReconnectPolicy, Room, RoomEvent, Track } = kit
    const room = new Room({
      encryption: { keyProvider: this.#provider, worker: this.#worker },
      dynacast: true,
      stopLocalTrackOnUnpublish: false,
      reconnectPolicy: new DefaultReconnectPolicy(lineDelays),
      publishDefaults: { videoCodec: 'vp8', backupCodec: false, simulcast: true },
    })
    this.#room = room
    await room.setE2EEEnabled(true)
    for (const put of this.#early.splice(0)) put()
    const feedOf = ({ source }: RemoteTrack): Feed | null =>
      feeds.find((feed) => sourceOf(Track, feed) === source) ?? null
    room
      .on(RoomEvent.SignalConnected, () => this.#keys.repeat())
      .on(RoomEvent.Connected, () => this.#connected())
      .on(RoomEvent.Reconnected, () => this.#connected())
      .on(RoomEvent.Reconnecting, () => this.#emit({ kind: 'state', device: null, state: 'interrupted' }))
      .on(RoomEvent.Disconnected, () => this.#lost(room))
      .on(RoomEvent.EncryptionError, ({ message }, participant) => {
        const device = participant?.identity ?? ''
        if (this.#present.has(device)) this.#watch.failed(device, reasonOf(message))
      })
      .on(RoomEvent.TrackSubscribed, (track, publication, { identity }) => {
        const feed = feedOf(track)
        if (feed === null) return
        this.#received.set(identity, feed, { track, publication })
        this.#show(identity, feed, track)
      })
      .on(RoomEvent.TrackUnsubscribed, (track, _, { identity }) => {
        const feed = feedOf(track)
        if (feed !== null && this.#received.delete(identity, feed, track)) this.#show(identity, feed, null)
      })
      .on(RoomEvent.ParticipantDisconnected, ({ identity }) => this.#received.forget(identity))
    return room
  }

  #pictures(): readonly RTCRtpSender[] {
    return [...this.#sent.values()].flatMap(({ track }) => (track?.kind === 'video' && track.sender) || [])
  }

  #connected(): void {
    this.#emit({ kind: 'state', device: null, state: 'connected' })
    this.announce(this.#flags)
  }

  #tell(device: string): void {
    this.#parts.send(device, signalOf(this.#flags))
  }

  #show(device: string, feed: Feed, track: RemoteTrack | null): void {
    if (this.#present.has(device)) {
      this.#emit({ kind: 'track', device, feed, track: track?.mediaStreamTrack ?? null })
    }
  }

  #lost(room: Room): void {
    if (room !== this.#room || this.#isClosed) return
    this.#emit({ kind: 'state', device: null, state: 'interrupted' })
    this.#forget()
    this.#again()
  }

  #again(): void {
    if (!this.#isClosed) this.#cancel = this.#parts.clock.after(tryEvery, () => void this.#enter())
  }

  #forget(): void {
    this.#room = null
    this.#sent.clear()
    this.#received.clear()
  }

  /** The tracks are not ours: they go on elsewhere. */
  async #leave(): Promise<void> {
    const room = this.#room
    this.#forget()
    await room?.disconnect(false).catch(() => undefined)
  }

  /** Sends what is to be sent of a feed now, one change after the other. */
  #update(feed: Feed): Promise<void> {
    this.#publishing = this.#publishing.then(() => this.#send(feed)).catch(() => undefined)
    return this.#publishing
  }

  async #send(feed: Feed): Promise<void> {
    const room = this.#room
    if (room?.state !== 'connected') return
    const [track, sent] = [this.#tracks.get(feed), this.#sent.get(feed)]
    if (track === sent?.track?.mediaStreamTrack) return
    if (track && sent?.track) {
      await sent.track.replaceTrack(track, { userProvidedTrack: true, stopProcessor: false })
      return
    }
    if (sent?.track) {
      this.#sent.delete(feed)
      await room.localParticipant.unpublishTrack(sent.track, false)
    }
    if (!track) return
    const kit = await import('livekit-client')
    const source = sourceOf(kit.Track, feed)
    this.#sent.set(feed, await room.localParticipant.publishTrack(track, { source }))
  }

  #emit(event: MediaEvent): void {
    if (this.#isClosed) return
    for (const listener of [...this.#listeners]) listener(event)
  }
}
