import type { Stop } from '../../client.ts'
import { type Clock, systemClock } from '../../clock.ts'
import { type Readable, type Writable, writable } from '../../readable.ts'
import { captureFailure } from './capture-failure.ts'
import type { CaptureState, DeviceNews, Source } from './capture-state.ts'
import { permission } from './permission.ts'
import { whyEnded } from './why-ended.ts'

export interface CaptureParts {
  readonly source: Source
  /** Constraints besides the device. */
  readonly constraints: () => MediaTrackConstraints
  readonly news: (news: DeviceNews) => void
  readonly clock?: Clock
}

const off: CaptureState = { kind: 'off' }
/** Milliseconds between two tries to get a device that another program has. */
const busyEvery = 3000
const kinds = { microphone: 'audioinput', camera: 'videoinput' } as const
const trackKinds = { microphone: 'audio', camera: 'video' } as const

/** One microphone or camera: its owner, from the question to the stopped track. */
export class Capture {
  readonly #parts: CaptureParts
  readonly #clock: Clock
  readonly #state: Writable<CaptureState> = writable(off)
  #device: string | null = null
  /** Grows with each wish; an answer to an older one is let go. */
  #turn = 0
  #cancel: Stop = () => undefined

  constructor(parts: CaptureParts) {
    this.#parts = parts
    this.#clock = parts.clock ?? systemClock
  }

  get state(): Readable<CaptureState> {
    return this.#state
  }

  /** The id of the chosen device; null: whichever the browser takes. */
  get device(): string | null {
    return this.#device
  }

  /**
   * Switches on. Resolves when it is on or has failed; the state says which.
   *
   * @param shared an answer of the browser for both devices; without a track for this one it is asked for alone
   */
  async open(shared: Promise<MediaStream> | null = null): Promise<void> {
    if (this.#state.get().kind === 'on' || this.#state.get().kind === 'asking') return
    await this.#open(shared)
  }

  /** Switches off; the light of the device goes out. */
  close(): void {
    this.#turn += 1
    this.#drop()
    this.#state.set(off)
  }

  /** Another device; what is on goes over to it. */
  async choose(device: string | null): Promise<void> {
    if (this.#device === device) return
    this.#device = device
    if (this.#state.get().kind !== 'off') await this.#open()
  }

  /** The same device with other constraints. */
  async again(): Promise<void> {
    if (this.#state.get().kind === 'on') await this.#open()
  }

  /** The running device with other constraints, as far as it follows them; its track goes on. */
  adjust(): void {
    const state = this.#state.get()
    if (state.kind === 'on') void state.track.applyConstraints(this.#parts.constraints()).catch(() => undefined)
  }

  /** Something has changed that may mend a failure. A person who said no is not asked again. */
  async retry(): Promise<void> {
    const state = this.#state.get()
    if (state.kind !== 'failed') return
    if (state.why === 'denied' && (await permission(this.#parts.source)) !== 'granted') return
    if (this.#state.get() === state) await this.#open()
  }

  async #open(shared: Promise<MediaStream> | null = null): Promise<void> {
    this.#turn += 1
    const turn = this.#turn
    const before = this.#state.get()
    // A running device goes on until its successor is there, and a failure stays readable during a try.
    if (before.kind === 'off') this.#state.set({ kind: 'asking' })
    try {
      const got = await this.#from(shared)
      if (!got && turn !== this.#turn) return
      const track = got ?? (await this.#get())
      if (turn === this.#turn) this.#use(track)
      else track.stop()
    } catch (error) {
      if (turn === this.#turn) this.#fail(error)
    }
  }

  /** One of the two may work alone, and each says for itself why it does not. */
  async #from(shared: Promise<MediaStream> | null): Promise<MediaStreamTrack | null> {
    const stream = await shared?.catch(() => null)
    return stream?.getTracks().find(({ kind }) => kind === trackKinds[this.#parts.source]) ?? null
  }

  async #get(): Promise<MediaStreamTrack> {
    try {
      return await this.#ask(this.#device)
    } catch (error) {
      const isGone = this.#device !== null && captureFailure(error) === 'missing'
      if (!isGone) throw error
      return await this.#ask(null)
    }
  }

  async #ask(device: string | null): Promise<MediaStreamTrack> {
    const wish = { ...this.#parts.constraints(), ...(device === null ? {} : { deviceId: { exact: device } }) }
    const stream = await navigator.mediaDevices.getUserMedia({ [trackKinds[this.#parts.source]]: wish })
    const [track] = stream.getTracks()
    if (!track) throw new DOMException('The browser gave no track.', 'NotFoundError')
    return track
  }

  #use(track: MediaStreamTrack): void {
    this.#drop()
    const { deviceId } = track.getSettings()
    track.onended = () => void this.#ended(track, deviceId)
    this.#state.set({ kind: 'on', track })
  }

  #drop(): void {
    this.#cancel()
    const state = this.#state.get()
    if (state.kind !== 'on') return
    state.track.onended = null
    state.track.stop()
  }

  #fail(error: unknown): void {
    this.#drop()
    const why = captureFailure(error)
    const state = this.#state.get()
    if (state.kind !== 'failed' || state.why !== why) this.#state.set({ kind: 'failed', why })
    if (why === 'busy') this.#cancel = this.#clock.after(busyEvery, () => void this.retry())
  }

  /** The device went, or the permission: one other device is tried, never the same in a loop. */
  async #ended(track: MediaStreamTrack, device: string | undefined): Promise<void> {
    const { source, news } = this.#parts
    const turn = this.#turn
    this.#state.set({ kind: 'failed', why: 'missing' })
    const [allowed, all] = await Promise.all([permission(source), navigator.mediaDevices.enumerateDevices()])
    const found = all.filter(({ kind }) => kind === kinds[source])
    if (whyEnded(allowed, found, device) === 'revoked') {
      if (turn === this.#turn) this.#state.set({ kind: 'failed', why: 'denied' })
      news({ kind: 'revoked', source })
      return
    }
    if (turn !== this.#turn) return
    const others = found.some(({ label }) => label !== track.label)
    if (others) {
      this.#device = null
      await this.#open()
    }
    const now = this.#state.get()
    news({ kind: 'gone', source, name: track.label, next: now.kind === 'on' ? now.track.label : null })
  }
}
