import type { CallSignal, IceServer } from '@parley/protocol'
import type { LocalTrackPublication, RemoteTrack, Room } from 'livekit-client'
import type { Stop } from '../../client.ts'
import type { Clock } from '../../clock.ts'
import type { Source } from '../media/capture-state.ts'
import type { MediaEvent, MediaFlags, MediaSession } from '../media-session.ts'
import { readSignal } from '../mesh/read-signal.ts'
import { type Sample, sampleOf } from '../quality/sample.ts'
import { rtcServers } from '../route.ts'
import { type KeyProvider, keyProvider, type LiveKit } from './key-provider.ts'
import { MediaKeys } from './media-keys.ts'
import { sealedWorker } from './sealed-worker.ts'

export interface SfuWay {
  readonly iceServers: readonly IceServer[]
  readonly relayOnly: boolean
  /** Lets this device in, once. */
  readonly ticket: string
}

export interface SfuParts {
  /** This device, and the other one. */
  readonly me: string
  readonly device: string
  /** `https://host`, of the server whose call it is. */
  readonly origin: string
  /** A way with a ticket that was not used before. */
  readonly way: () => Promise<SfuWay>
  /** LiveKit's worker that seals and opens frames. */
  readonly worker: () => Worker
  /** Hands a signal to the other device; in order. */
  readonly send: (signal: CallSignal) => void
  readonly clock: Clock
}

/** Milliseconds between two tries to come in. */
const tryEvery = 1000
/** Milliseconds after which a line that was lost is opened again, while media may go on. */
const lineDelays = [0, 300, 1000]

const sources: readonly Source[] = ['microphone', 'camera']

/** Media by way of an SFU, sealed by each device for the others. */
export class SfuSession implements MediaSession {
  readonly #parts: SfuParts
  readonly #tracks = new Map<Source, MediaStreamTrack>()
  readonly #sent = new Map<Source, LocalTrackPublication>()
  readonly #received = new Map<Source, RemoteTrack>()
  readonly #listeners = new Set<(event: MediaEvent) => void>()
  readonly #keys: MediaKeys
  readonly #worker: Worker
  #provider: KeyProvider | null = null
  #room: Room | null = null
  #flags: MediaFlags = { audio: false, video: false }
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
      send: (_, signal) => parts.send(signal),
      setOwn: (key, index) => put(parts.me, key, index),
      setOther: put,
    })
    this.#keys.present([parts.device])
    void this.#enter()
  }

  async publish(source: Source, track: MediaStreamTrack): Promise<void> {
    this.#tracks.set(source, track)
    await this.#update(source)
  }

  async unpublish(source: Source): Promise<void> {
    this.#tracks.delete(source)
    await this.#update(source)
  }

  announce(flags: MediaFlags): void {
    this.#flags = flags
    this.#parts.send({ v: 1, kind: 'media', ...flags })
  }

  async stats(): Promise<Sample> {
    const reports = await Promise.all([
      ...[...this.#received.values()].map(({ receiver }) => receiver?.getStats()),
      ...[...this.#sent.values()].map(({ track }) => track?.sender?.getStats()),
    ])
    const all = reports.flatMap((report) => [...((report ?? new Map()) as ReadonlyMap<string, unknown>)])
    const sample = sampleOf(new Map(all), this.#parts.clock.monotonic())
    return { ...sample, path: sample.path && { ...sample.path, kind: 'sfu' } }
  }

  listen(listener: (event: MediaEvent) => void): Stop {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** A signal of the other device, as its body came. */
  take(body: string): void {
    const signal = readSignal(body)
    if (!signal || this.#isClosed) return
    if (signal.kind === 'media') this.#emit({ kind: 'flags', flags: { audio: signal.audio, video: signal.video } })
    else this.#keys.take(this.#parts.device, signal)
  }

  close(): void {
    this.#isClosed = true
    this.#cancel()
    this.#listeners.clear()
    this.#keys.close()
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
      for (const source of sources) void this.#update(source)
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
    const sourceOf = (track: RemoteTrack): Source | null => {
      if (track.source === Track.Source.Microphone) return 'microphone'
      return track.source === Track.Source.Camera ? 'camera' : null
    }
    room
      .on(RoomEvent.SignalConnected, () => this.#keys.repeat())
      .on(RoomEvent.Connected, () => this.#connected())
      .on(RoomEvent.Reconnected, () => this.#connected())
      .on(RoomEvent.Reconnecting, () => this.#emit({ kind: 'state', state: 'interrupted' }))
      .on(RoomEvent.Disconnected, () => this.#lost(room))
      .on(RoomEvent.EncryptionError, () => this.#keys.missing(this.#parts.device))
      .on(RoomEvent.TrackSubscribed, (track, _, participant) => {
        const source = sourceOf(track)
        if (source === null || participant.identity !== this.#parts.device) return
        this.#received.set(source, track)
        this.#emit({ kind: 'track', source, track: track.mediaStreamTrack })
      })
    return room
  }

  #connected(): void {
    this.#emit({ kind: 'state', state: 'connected' })
    this.announce(this.#flags)
  }

  #lost(room: Room): void {
    if (room !== this.#room || this.#isClosed) return
    this.#emit({ kind: 'state', state: 'interrupted' })
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

  /** Sends what is to be sent of a source now, one change after the other. */
  #update(source: Source): Promise<void> {
    this.#publishing = this.#publishing.then(() => this.#send(source)).catch(() => undefined)
    return this.#publishing
  }

  async #send(source: Source): Promise<void> {
    const room = this.#room
    if (room?.state !== 'connected') return
    const [track, sent] = [this.#tracks.get(source), this.#sent.get(source)]
    if (track === sent?.track?.mediaStreamTrack) return
    if (track && sent?.track) {
      await sent.track.replaceTrack(track, { userProvidedTrack: true, stopProcessor: false })
      return
    }
    if (sent?.track) {
      this.#sent.delete(source)
      await room.localParticipant.unpublishTrack(sent.track, false)
    }
    if (!track) return
    const kit = await import('livekit-client')
    const as = source === 'camera' ? kit.Track.Source.Camera : kit.Track.Source.Microphone
    this.#sent.set(source, await room.localParticipant.publishTrack(track, { source: as }))
  }

  #emit(event: MediaEvent): void {
    if (this.#isClosed) return
    for (const listener of [...this.#listeners]) listener(event)
  }
}
