import type { Stop } from '../client.ts'
import type { Clock } from '../clock.ts'
import type { Incoming } from './incoming.ts'
import type { Leg } from './leg.ts'
import type { PictureFeed } from './media-session.ts'
import type { Sample } from './quality/sample.ts'

export interface CrossingParts {
  readonly from: Pick<Leg, 'incoming'>
  readonly to: Pick<Leg, 'incoming' | 'samples'>
  /** Whether somebody sees a picture of a device here: what nobody sees need not come. */
  readonly isShown: (device: string, feed: PictureFeed) => boolean
  /** Everybody who is reached by the old way. */
  readonly devices: readonly string[]
  /** What comes of a device is there by the new way: it counts from now on, and the device is to know. */
  readonly arrived: (device: string) => void
  /** Nobody needs the old way any more. */
  readonly done: () => void
  readonly clock: Clock
}

/** Milliseconds between two looks at what has come. */
const lookEvery = 150
/** Milliseconds that a page has to show a picture that has come. */
const toShow = 700
/** Milliseconds after which the old way ends, whoever does not get along. */
const longest = 20_000

/** Whether what somebody sends has come by the new way: all of what is seen and heard of them by the old one. */
export function hasCome(
  sample: Sample | undefined,
  before: Incoming,
  now: Incoming,
  isShown: (feed: PictureFeed) => boolean = () => true,
): boolean {
  const { camera, screen, flags } = before
  const isSeen = [
    camera !== null && flags.video && isShown('camera'),
    screen !== null && flags.screen && isShown('screen'),
  ]
  const pictures = isSeen.filter(Boolean).length
  const isHeard = before.microphone !== null && flags.audio
  if (!now.isConnected || !sample) return false
  return sample.pictures >= pictures && (!isHeard || sample.audio.heard > 0)
}

/**
 * The move of a call from one way to another while it runs: the new one is made before the old one breaks. What comes of
 * somebody counts by the new way once it is there, and the old one ends once it has come on both sides.
 */
export class Crossing {
  readonly #parts: CrossingParts
  /** Of whom nothing has come by the new way yet, and with whom nothing of ours has. */
  readonly #expected: Set<string>
  readonly #unheard: Set<string>
  readonly #stops = new Set<Stop>()
  #isOver = false

  constructor(parts: CrossingParts) {
    this.#parts = parts
    this.#expected = new Set(parts.devices)
    this.#unheard = new Set(parts.devices)
    this.#after(longest, () => this.#end())
    this.#after(lookEvery, () => void this.#look())
  }

  isExpected(device: string): boolean {
    return this.#expected.has(device)
  }

  /** A device says that what we send has come by the new way. */
  confirmed(device: string): void {
    this.#unheard.delete(device)
    this.#settle()
  }

  /** Who is still there. */
  keep(devices: readonly string[]): void {
    for (const waiting of [this.#expected, this.#unheard]) {
      for (const device of waiting) if (!devices.includes(device)) waiting.delete(device)
    }
    this.#settle()
  }

  close(): void {
    this.#isOver = true
    for (const stop of this.#stops) stop()
  }

  async #look(): Promise<void> {
    const { from, to, arrived, isShown } = this.#parts
    const samples = await to.samples().catch(() => new Map<string, Sample>())
    if (this.#isOver) return
    for (const device of [...this.#expected]) {
      const [before, now] = [from.incoming(device), to.incoming(device)]
      if (!before || !now || !hasCome(samples.get(device), before, now, (feed) => isShown(device, feed))) continue
      this.#expected.delete(device)
      arrived(device)
    }
    this.#settle()
    if (this.#expected.size > 0) this.#after(lookEvery, () => void this.#look())
  }

  #settle(): void {
    if (this.#expected.size + this.#unheard.size === 0) this.#after(toShow, () => this.#end())
  }

  #end(): void {
    if (this.#isOver) return
    this.close()
    this.#parts.done()
  }

  #after(ms: number, then: () => void): void {
    if (this.#isOver) return
    const stop = this.#parts.clock.after(ms, () => {
      this.#stops.delete(stop)
      then()
    })
    this.#stops.add(stop)
  }
}
