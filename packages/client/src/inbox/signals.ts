import { type InboxEntry, ParleyError } from '@parley/protocol'
import type { Stop } from '../client.ts'
import { type Clock, pause } from '../clock.ts'
import type { Link } from '../connection/link.ts'
import { put, type Store } from '../store/store.ts'

type Listener = (signal: InboxEntry) => void | Promise<void>

export interface SignalsParts {
  readonly store: Store
  readonly clock: Clock
  readonly link: () => Link
  /** Takes what is sealed for this device; resolves once it is kept. */
  readonly sealed: (entry: InboxEntry) => Promise<void>
}

/** How a listener got on: `gone`, when it left before it was done. */
type Outcome = 'dealt' | 'failed' | 'gone'

/** So often a listener gets what it fails at, and milliseconds before the second time; each pause is twice as long. */
const triesMost = 5
const firstPause = 200

/** The inbox of this device: handed over in order, acknowledged when it has been dealt with. */
export class Signals {
  readonly #parts: SignalsParts
  readonly #listeners = new Set<Listener>()
  readonly #waiting: InboxEntry[] = []
  /** Entries that are dealt with and wait for those before them. */
  readonly #settled = new Set<number>()
  /** Last position that came, was dealt with, and was told to the server. */
  #come = 0
  #done = 0
  #told = 0
  /** Last one that listeners have dealt with. */
  #handed = 0
  #isHanding = false
  #isTelling = false

  constructor(parts: SignalsParts) {
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
    this.#handed = 0
  }

  /** Another store counts from the beginning. */
  restart(): void {
    this.forget()
    this.#parts.store.write([put('meta', '', 'inbox', 0)], 'relaxed').catch(() => undefined)
  }

  listen(listener: Listener): Stop {
    const own: Listener = (signal) => listener(signal)
    this.#listeners.add(own)
    void this.#handAll()
    return () => this.#listeners.delete(own)
  }

  take(entry: InboxEntry): void {
    if (entry.seq <= this.#come) return
    this.#come = entry.seq
    this.#waiting.push(entry)
    if (entry.kind === 'sealed') void this.#keep(entry)
    else void this.#handAll()
  }

  /** Keys wait for nobody: neither for a window that listens nor for what came before them. */
  async #keep(entry: InboxEntry): Promise<void> {
    await this.#parts.sealed(entry)
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

  /** The connection is there: what was dealt with meanwhile is told. */
  wake(): void {
    void this.#tell()
  }

  async #handAll(): Promise<void> {
    if (this.#isHanding) return
    this.#isHanding = true
    for (let signal = this.#next(); signal && this.#listeners.size > 0; signal = this.#next()) {
      const hand = (listener: Listener): Promise<Outcome> => this.#hand(listener, signal)
      const outcomes = await Promise.all([...this.#listeners].map(hand))
      const at = this.#waiting.indexOf(signal)
      if (at === -1 || outcomes.every((outcome) => outcome === 'gone')) continue
      this.#settled.add(signal.seq)
      this.#handed = signal.seq
      await this.#advance()
    }
    this.#isHanding = false
  }

  #next(): InboxEntry | undefined {
    return this.#waiting.find(({ kind, seq }) => kind !== 'sealed' && seq > this.#handed)
  }

  /** What a listener could not deal with now it may in a moment; what it never can must not hold up the others. */
  async #hand(listener: Listener, signal: InboxEntry): Promise<Outcome> {
    for (let attempt = 1; attempt <= triesMost && this.#listeners.has(listener); attempt += 1) {
      try {
        await listener(signal)
        return 'dealt'
      } catch {
        if (attempt < triesMost) await pause(this.#parts.clock, firstPause * 2 ** (attempt - 1))
      }
    }
    return this.#listeners.has(listener) ? 'failed' : 'gone'
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
