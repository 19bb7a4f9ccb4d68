import type { IncomingMessage, Stop } from '../client.ts'
import { readContent } from '../timeline/content.ts'
import type { Arrival } from './inbox.ts'

type Listener = (message: IncomingMessage) => void | Promise<void>

/** What others write, for whoever wants to hear of it: bots and notifications. */
export class IncomingMessages {
  readonly #me: () => string | null
  readonly #listeners = new Set<Listener>()
  #last: Promise<void> = Promise.resolve()

  constructor(me: () => string | null) {
    this.#me = me
  }

  listen(listener: Listener): Stop {
    const own: Listener = (message) => listener(message)
    this.#listeners.add(own)
    return () => this.#listeners.delete(own)
  }

  arrived({ room, entries }: Arrival): void {
    for (const { kind, sender, body, id, seq, at } of entries) {
      if (kind !== 'message' || sender === this.#me() || this.#listeners.size === 0) continue
      const content = readContent(kind, body)
      if (content.kind === 'text') this.#hand({ room, id, seq, sender, at, text: content.text })
    }
  }

  /** One at a time; a listener that fails does not keep the next message from the others. */
  #hand(message: IncomingMessage): void {
    this.#last = this.#last.then(async () => {
      await Promise.allSettled([...this.#listeners].map(async (listener) => listener(message)))
    })
  }
}
