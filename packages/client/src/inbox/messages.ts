import type { IncomingMessage, Stop } from '../client.ts'
import { mayOpen, type ReadEntry } from '../sealing/opening.ts'
import { contentOf } from '../timeline/content.ts'
import type { Arrival } from './inbox.ts'

type Listener = (message: IncomingMessage) => void | Promise<void>

/** Entries of one room that wait for a key. */
const closedMost = 200

/** What others write, for whoever wants to hear of it: bots and notifications. */
export class IncomingMessages {
  readonly #me: () => string | null
  readonly #listeners = new Set<Listener>()
  /** What came and cannot be read yet, by room. */
  readonly #closed = new Map<string, readonly ReadEntry[]>()
  #last: Promise<void> = Promise.resolve()

  constructor(me: () => string | null) {
    this.#me = me
  }

  listen(listener: Listener): Stop {
    const own: Listener = (message) => listener(message)
    this.#listeners.add(own)
    return () => this.#listeners.delete(own)
  }

  arrived({ room, entries }: Pick<Arrival, 'room' | 'entries'>): void {
    if (this.#listeners.size === 0) return
    for (const entry of entries) {
      const { kind, sender, id, seq, at } = entry
      if (kind !== 'message' || sender === this.#me()) continue
      if (mayOpen(entry)) this.#closed.set(room, [...(this.#closed.get(room) ?? []), entry].slice(-closedMost))
      const content = contentOf(entry)
      if (content.kind === 'text') this.#hand({ room, id, seq, sender, at, text: content.text })
    }
  }

  /** Keys have come: what could not be read when it arrived is told now. */
  async mended(room: string, read: (entries: readonly ReadEntry[]) => Promise<readonly ReadEntry[]>): Promise<void> {
    const closed = this.#closed.get(room) ?? []
    this.#closed.delete(room)
    if (closed.length > 0) this.arrived({ room, entries: await read(closed) })
  }

  /** One at a time; a listener that fails does not keep the next message from the others. */
  #hand(message: IncomingMessage): void {
    this.#last = this.#last.then(async () => {
      await Promise.allSettled([...this.#listeners].map(async (listener) => listener(message)))
    })
  }
}
