import type { Stop } from '../../client.ts'
import { type Readable, type Writable, writable } from '../../readable.ts'

/** Where the sharing of this screen stands. */
export type ScreenState =
  | { readonly kind: 'off' }
  /** The browser asks the person what to share. */
  | { readonly kind: 'asking' }
  | { readonly kind: 'on'; readonly picture: MediaStreamTrack; readonly sound: MediaStreamTrack | null }
  | { readonly kind: 'failed'; readonly why: ScreenFailure }

export type ScreenFailure =
  /** This browser cannot share a screen: those of phones cannot. */
  | 'unable'
  /** The operating system does not let the browser see the screen. */
  | 'denied-by-system'
  | 'broken'

/** What is to be seen well: the letters of a text, or the movement of a film. */
export type ScreenFocus = 'text' | 'motion'

const off: ScreenState = { kind: 'off' }
const hints = { text: 'detail', motion: 'motion' } as const

/** What is asked of the browser (W3C Screen Capture §5, with what Chromium added to it). */
interface Wish extends DisplayMediaStreamOptions {
  readonly systemAudio: 'include'
  readonly surfaceSwitching: 'include'
  readonly selfBrowserSurface: 'exclude'
}

const wish: Wish = {
  video: { frameRate: { ideal: 30, max: 30 }, width: { max: 2560 }, height: { max: 1440 } },
  // Whoever shares their sound must not send back the voices that they hear.
  audio: { restrictOwnAudio: true, echoCancellation: false, noiseSuppression: false, autoGainControl: false } as object,
  systemAudio: 'include',
  surfaceSwitching: 'include',
  selfBrowserSurface: 'exclude',
}

/** null: the person changed their mind, which is no failure. */
function failureOf(error: unknown): ScreenFailure | null {
  const [name, words] = error instanceof Error ? [error.name, error.message] : ['', '']
  if (name === 'NotAllowedError') return /system/i.test(words) ? 'denied-by-system' : null
  return name === 'AbortError' || name === 'InvalidStateError' ? null : 'broken'
}

/** The screen of this device, as far as its person shares it: its owner, from the question to the stopped tracks. */
export class Screen {
  readonly #state: Writable<ScreenState> = writable(off)
  readonly #focus: Writable<ScreenFocus> = writable<ScreenFocus>('text')
  /** Grows with each wish; an answer to an older one is let go. */
  #turn = 0
  #stop: Stop = () => undefined

  get state(): Readable<ScreenState> {
    return this.#state
  }

  get focus(): Readable<ScreenFocus> {
    return this.#focus
  }

  /** Asks what to share. To be called from a press of a button. Resolves when it is shared, or is not. */
  async share(): Promise<void> {
    if (this.#state.get().kind === 'asking') return
    if (navigator.mediaDevices?.getDisplayMedia === undefined) {
      this.#state.set({ kind: 'failed', why: 'unable' })
      return
    }
    this.#turn += 1
    const turn = this.#turn
    const before = this.#state.get()
    if (before.kind !== 'on') this.#state.set({ kind: 'asking' })
    try {
      const stream = await navigator.mediaDevices.getDisplayMedia(wish)
      if (turn === this.#turn) this.#use(stream)
      else for (const track of stream.getTracks()) track.stop()
    } catch (error) {
      if (turn !== this.#turn || before.kind === 'on') return
      const why = failureOf(error)
      this.#state.set(why === null ? off : { kind: 'failed', why })
    }
  }

  setFocus(focus: ScreenFocus): void {
    this.#focus.set(focus)
    const state = this.#state.get()
    if (state.kind === 'on') state.picture.contentHint = hints[focus]
  }

  /** Nothing is shared any more. */
  close(): void {
    this.#turn += 1
    this.#stop()
    this.#state.set(off)
  }

  #use(stream: MediaStream): void {
    this.#stop()
    const [[picture], [sound]] = [stream.getVideoTracks(), stream.getAudioTracks()]
    if (!picture) {
      this.close()
      return
    }
    picture.contentHint = hints[this.#focus.get()]
    // The browser has a button of its own to end it, and a window that is shared may be closed.
    picture.onended = () => this.close()
    this.#stop = () => {
      picture.onended = null
      for (const track of stream.getTracks()) track.stop()
    }
    this.#state.set({ kind: 'on', picture, sound: sound ?? null })
  }
}
