import type { Stop } from '../../client.ts'
import { type Readable, type Writable, writable } from '../../readable.ts'
import { Capture } from './capture.ts'
import type { DeviceNews, Source } from './capture-state.ts'
import { type Devices, noDevices, sortDevices } from './devices.ts'
import { followTrack } from './level.ts'
import { onPermission } from './permission.ts'
import { Screen } from './screen.ts'

/** What a person chose, kept by the screens from call to call. */
export interface MediaChoices {
  readonly microphone: string | null
  readonly camera: string | null
  readonly noiseSuppression: boolean
  /** A small picture that costs little. */
  readonly saver: boolean
}

/** The tracks that others may get; null while there is none. */
export interface SentTracks {
  readonly microphone: MediaStreamTrack | null
  readonly camera: MediaStreamTrack | null
  readonly screen: MediaStreamTrack | null
  readonly screenSound: MediaStreamTrack | null
}

const nothing: SentTracks = { microphone: null, camera: null, screen: null, screenSound: null }

/** The owner of every track that is captured on this device. After `release` it can be opened again. */
export class LocalMedia {
  readonly microphone: Capture
  readonly camera: Capture
  readonly screen = new Screen()
  readonly #audio: () => AudioContext
  readonly #devices: Writable<Devices> = writable(noDevices)
  readonly #muted: Writable<boolean> = writable(false)
  readonly #held: Writable<boolean> = writable(false)
  readonly #sent: Writable<SentTracks> = writable(nothing)
  readonly #listeners = new Set<(news: DeviceNews) => void>()
  #choices: MediaChoices = { microphone: null, camera: null, noiseSuppression: true, saver: false }
  #isSpared = false
  #watching: AbortController | null = null

  /** @param audio the page's one AudioContext, for levels */
  constructor(audio: () => AudioContext) {
    this.#audio = audio
    const news = (one: DeviceNews): void => this.#listeners.forEach((listener) => void listener(one))
    this.microphone = new Capture({ source: 'microphone', constraints: () => this.#voice(), news })
    this.camera = new Capture({ source: 'camera', constraints: () => this.#picture(), news })
    this.microphone.state.subscribe(() => this.#refreshMicrophone())
    this.camera.state.subscribe(() => this.#refreshCamera())
    this.screen.state.subscribe(() => this.#refreshScreen())
  }

  get devices(): Readable<Devices> {
    return this.#devices
  }

  /** The switch as the person set it. */
  get muted(): Readable<boolean> {
    return this.#muted
  }

  /** The push-to-talk key is down: it turns the switch round for as long. */
  get held(): Readable<boolean> {
    return this.#held
  }

  get sent(): Readable<SentTracks> {
    return this.#sent
  }

  /** Whether others hear the microphone now. */
  get isHeard(): boolean {
    return this.#sent.get().microphone !== null && this.#isOpen
  }

  onNews(listener: (news: DeviceNews) => void): Stop {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Takes over what was chosen before; devices that are on go over to it. */
  async choose(choices: MediaChoices): Promise<void> {
    const before = this.#choices
    this.#choices = choices
    await this.microphone.choose(choices.microphone)
    await this.camera.choose(choices.camera)
    if (before.noiseSuppression !== choices.noiseSuppression) await this.microphone.again()
    if (before.saver !== choices.saver) await this.camera.again()
  }

  /** Takes the small picture for a while, whatever was chosen: the computer is busy. */
  spare(isSpared: boolean): void {
    this.#isSpared = isSpared
    this.camera.adjust()
  }

  /** Switches on what is wanted: one question of the browser for both where it can be one. */
  async open(wanted: readonly Source[]): Promise<void> {
    this.#watch()
    const shared = this.#askForBoth(wanted)
    // Both wait at once: whoever is switched off meanwhile stays off, whatever the browser is told then.
    await Promise.all(wanted.map((source) => this[source].open(shared)))
    await this.#list()
  }

  setMuted(muted: boolean): void {
    this.#muted.set(muted)
    this.#enable()
  }

  hold(isDown: boolean): void {
    this.#held.set(isDown)
    this.#enable()
  }

  /** Mutes, also while the push-to-talk key is down. */
  silence(): void {
    this.#held.set(false)
    this.setMuted(true)
  }

  /** How loud the microphone is, muted or not: 15 levels a second from 0 to 1. */
  followLevel(onLevel: (level: number) => void): Stop {
    let stop: Stop = () => undefined
    const attach = (): void => {
      stop()
      const state = this.microphone.state.get()
      stop = state.kind === 'on' ? followTrack(this.#audio(), state.track, onLevel) : () => undefined
    }
    attach()
    const unsubscribe = this.microphone.state.subscribe(attach)
    return () => {
      unsubscribe()
      stop()
    }
  }

  /** Stops every track; the lights of camera and microphone go out. */
  release(): void {
    this.#watching?.abort()
    this.#watching = null
    this.microphone.close()
    this.camera.close()
    this.screen.close()
    this.hold(false)
  }

  /** One question for both, where neither is on, chosen, or asked for already. */
  #askForBoth(wanted: readonly Source[]): Promise<MediaStream> | null {
    const { microphone, camera } = this.#choices
    const isFirst = [this.microphone, this.camera].every(({ state }) => state.get().kind === 'off')
    if (wanted.length < 2 || !isFirst || microphone !== null || camera !== null) return null
    return navigator.mediaDevices?.getUserMedia({ audio: this.#voice(), video: this.#picture() }) ?? null
  }

  #voice(): MediaTrackConstraints {
    return { echoCancellation: true, autoGainControl: true, noiseSuppression: this.#choices.noiseSuppression }
  }

  #picture(): MediaTrackConstraints {
    const isSmall = this.#choices.saver || this.#isSpared
    const [width, height, frameRate] = isSmall ? [640, 360, 15] : [1280, 720, 30]
    return { width: { ideal: width }, height: { ideal: height }, frameRate: { ideal: frameRate, max: 30 } }
  }

  /** What is sent is a clone: it can be silent while the own level still shows that somebody talks. */
  #refreshMicrophone(): void {
    this.#sent.get().microphone?.stop()
    const state = this.microphone.state.get()
    this.#sent.update((sent) => ({ ...sent, microphone: state.kind === 'on' ? state.track.clone() : null }))
    this.#enable()
  }

  #refreshCamera(): void {
    const state = this.camera.state.get()
    this.#sent.update((sent) => ({ ...sent, camera: state.kind === 'on' ? state.track : null }))
  }

  #refreshScreen(): void {
    const state = this.screen.state.get()
    const [screen, screenSound] = state.kind === 'on' ? [state.picture, state.sound] : [null, null]
    this.#sent.update((sent) => ({ ...sent, screen, screenSound }))
  }

  #enable(): void {
    const { microphone } = this.#sent.get()
    if (microphone) microphone.enabled = this.#isOpen
  }

  get #isOpen(): boolean {
    return this.#muted.get() === this.#held.get()
  }

  #watch(): void {
    if (this.#watching || navigator.mediaDevices === undefined) return
    this.#watching = new AbortController()
    const { signal } = this.#watching
    const again = (): void => void Promise.all([this.microphone.retry(), this.camera.retry(), this.#list()])
    navigator.mediaDevices.addEventListener('devicechange', again, { signal })
    window.addEventListener('focus', again, { signal })
    for (const source of ['microphone', 'camera'] as const) {
      signal.addEventListener('abort', onPermission(source, again))
    }
  }

  async #list(): Promise<void> {
    const found = await navigator.mediaDevices?.enumerateDevices().catch(() => [])
    if (found) this.#devices.set(sortDevices(found))
  }
}
