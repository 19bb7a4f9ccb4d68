import { type InboxEntry, ParleyError } from '@parley/protocol'
import { type Clock, pause } from '../clock.ts'
import type { Link } from '../connection/link.ts'
import { put, type Store } from '../store/store.ts'

export interface DeviceInboxParts {
  readonly store: Store
  readonly clock: Clock
  readonly link: () => Link
  /** Takes what is sealed for this device; resolves once it is kept. */
  readonly taken: (entry: InboxEntry) => Promise<void>
}

/** What other devices sealed for this one: taken in, and acknowledged in order once it is kept. */
export class DeviceInbox {
  readonly #parts: DeviceInboxParts
  readonly #waiting: InboxEntry[] = []
  /** Entries that are kept and wait for those before them. */
  readonly #settled = new Set<number>()
  /** Last position that came, was kept, and was told to the server. */
  #come = 0
  #done = 0
  #told = 0
  #isTelling = false

  constructor(parts: DeviceInboxParts) {
    this.#parts = parts
  }

  get cursor(): number {
    return this.#done
  }

  async load(): Promise<void> {
    this.forget()
    const done = await this.#parts.store.get('meta', '', 'inbox')
    this.#done = typeof done === 'number' ? done : 0
    this.#come = this.#done
  }

  forget(): void {
    this.#waiting.length = 0
    this.#settled.clear()
    this.#come = 0
    this.#done = 0
    this.#told = 0
  }

  /** Another store counts from the beginning. */
  restart(): void {
    this.forget()
    this.#parts.store.write([put('meta', '', 'inbox', 0)], 'relaxed').catch(() => undefined)
  }

  take(entry: InboxEntry): void {
    if (entry.seq <= this.#come) return
    this.#come = entry.seq
    this.#waiting.push(entry)
    void this.#keep(entry)
  }

  /** The connection is there: what was kept meanwhile is told. */
  wake(): void {
    void this.#tell()
  }

  async #keep(entry: InboxEntry): Promise<void> {
    await this.#parts.taken(entry)
    if (!this.#waiting.includes(entry)) return
    this.#settled.add(entry.seq)
    await this.#advance()
  }

  /** Everything up to the first entry that waits is done. */
  async #advance(): Promise<void> {
    const before = this.#done
    for (let [entry] = this.#waiting; entry && this.#settled.delete(entry.seq); [entry] = this.#waiting) {
      this.#waiting.shift()
      this.#done = entry.seq
    }
    if (this.#done === before) return
    await this.#parts.store.write([put('meta', '', 'inbox', this.#done)], 'relaxed').catch(() => undefined)
    void this.#tell()
  }

  /** One acknowledgement at a time, the newest that is due. */
  async #tell(): Promise<void> {
    if (this.#isTelling) return
    this.#isTelling = true
    while (this.#told < this.#done && this.#parts.link().state.get().kind === 'live') {
      const seq = this.#done
      try {
        await this.#parts.link().call('inbox.ack', { seq })
        this.#told = seq
      } catch (error) {
        const wait = error instanceof ParleyError ? (error.detail.retryAfter ?? 1000) : 1000
        await pause(this.#parts.clock, wait)
      }
    }
    this.#isTelling = false
  }
}
