import type { Stop } from '../../client.ts'
import type { Clock } from '../../clock.ts'

/** What a sender of pictures has of `RTCRtpSender`. */
export type PictureSender = Pick<RTCRtpSender, 'getParameters'> & {
  setParameters(
    parameters: RTCRtpSendParameters,
    options: { readonly encodingOptions: readonly { readonly keyFrame: boolean }[] },
  ): Promise<void>
}

/** Milliseconds between two whole frames that were asked for: each is a burst for everybody who watches. */
const every = 500

/**
 * Makes whole frames for whoever could not open those before: a browser that lacks one asks for it only after its picture
 * has stood still for three seconds.
 * @see https://www.w3.org/TR/webrtc-extensions/#rtcencodingoptions-dictionary (`keyFrame`; other browsers ignore it)
 */
export class WholeFrames {
  readonly #senders: () => readonly PictureSender[]
  readonly #clock: Clock
  #last = Number.NEGATIVE_INFINITY
  #planned: Stop | null = null

  constructor(senders: () => readonly PictureSender[], clock: Clock) {
    this.#senders = senders
    this.#clock = clock
  }

  /** The next frame is whole, or one within half a second. */
  ask(): void {
    const wait = this.#last + every - this.#clock.monotonic()
    if (wait <= 0) this.#make()
    else this.#planned ??= this.#clock.after(wait, () => this.#make())
  }

  close(): void {
    this.#planned?.()
  }

  #make(): void {
    this.#planned = null
    this.#last = this.#clock.monotonic()
    for (const sender of this.#senders()) {
      const parameters = sender.getParameters()
      const encodingOptions = parameters.encodings.map(() => ({ keyFrame: true }))
      // What has just ended needs none.
      sender.setParameters(parameters, { encodingOptions }).catch(() => undefined)
    }
  }
}
