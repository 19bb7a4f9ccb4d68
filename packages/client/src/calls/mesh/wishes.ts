import type { CallSignal } from '@parley/protocol'
import type { Stop } from '../../client.ts'
import type { Clock } from '../../clock.ts'
import type { PictureFeed } from '../media-session.ts'

export interface WishesParts {
  /** Hands a signal to the device whose pictures they are; in order. */
  readonly send: (signal: CallSignal) => void
  readonly clock: Clock
}

type Wished = Readonly<Record<PictureFeed, boolean>>

/** What a connection begins with: everything is sent until something else is said. */
export const everything: Wished = { camera: true, screen: true }

/** Milliseconds in which a picture that is not seen any more may be seen again: a layout that changes takes it away for a moment. */
const patience = 500

/** Tells another device which of its pictures somebody sees here: the others need not come. */
export class Wishes {
  readonly #parts: WishesParts
  #now: Wished = everything
  #told: Wished = everything
  #cancel: Stop | null = null

  constructor(parts: WishesParts) {
    this.#parts = parts
  }

  show(feed: PictureFeed, isSeen: boolean): void {
    this.#now = { ...this.#now, [feed]: isSeen }
    if (isSeen) this.#tell()
    else this.#cancel ??= this.#parts.clock.after(patience, () => this.#tell())
  }

  /** The other side begins anew with everything. */
  again(): void {
    this.#told = everything
    this.#tell()
  }

  close(): void {
    this.#cancel?.()
  }

  #tell(): void {
    this.#cancel?.()
    this.#cancel = null
    const { camera, screen } = this.#now
    if (camera === this.#told.camera && screen === this.#told.screen) return
    this.#told = this.#now
    this.#parts.send({ v: 1, kind: 'media-wish', camera, screen })
  }
}
