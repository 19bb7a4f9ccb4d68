import { type OutputOf, ParleyError, pageEntries } from '@parley/protocol'
import { type Clock, pause } from '../clock.ts'
import type { Link } from '../connection/link.ts'
import { gap, type RoomLog } from './room-log.ts'

export interface MenderParts {
  readonly clock: Clock
  readonly link: () => Link
  readonly log: (room: string) => RoomLog | null
  /** Takes a page that begins behind the cursor; afterwards the gap is smaller. */
  readonly fill: (room: string, page: OutputOf<'messages.history'>) => void
}

/** Fetches what is missing in the logs of rooms, one page of a room at a time (C7). */
export class Mender {
  readonly #parts: MenderParts
  readonly #fetching = new Set<string>()
  /** Only then is a hole a lost hint; before, the backfill is on its way. */
  isLive = false

  constructor(parts: MenderParts) {
    this.#parts = parts
  }

  mend(room: string): void {
    if (!this.isLive || this.#fetching.has(room) || !this.#gap(room)) return
    this.#fetching.add(room)
    void this.#fetch(room).finally(() => this.#fetching.delete(room))
  }

  #gap(room: string): ReturnType<typeof gap> {
    const log = this.#parts.log(room)
    return log && gap(log)
  }

  async #fetch(room: string): Promise<void> {
    const { clock, link, fill } = this.#parts
    for (let hole = this.#gap(room); hole && this.isLive; hole = this.#gap(room)) {
      try {
        const at = { kind: 'after', seq: hole.after } as const
        const page = await link().call('messages.history', { room, at, limit: pageEntries })
        if (this.#parts.log(room)?.cursor === hole.after) fill(room, page)
      } catch (error) {
        if (!(error instanceof ParleyError && error.retryable)) return
        await pause(clock, error.detail.retryAfter ?? 1000)
      }
    }
  }
}
