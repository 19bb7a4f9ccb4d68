import { ParleyError } from '@parley/protocol'
import type { Backend, Deed } from '../backend.ts'
import type { DeviceSignal, Stop } from '../client.ts'
import type { Clock } from '../clock.ts'
import { type Heard, type ToTab, type Watched, watchedKey } from './messages.ts'

type Send = (message: ToTab) => void

const connectionKey = watchedKey({ topic: 'connection', room: '' })

/** One window, as the engine serves it. */
export class ServedTab {
  readonly #tab: string
  readonly #backend: Backend
  readonly #clock: Clock
  readonly #send: Send
  readonly #stops = new Map<string, Stop>()
  readonly #dirty = new Map<string, () => void>()
  readonly #unheard = new Map<number, PromiseWithResolvers<void>>()
  #signals = 0

  constructor(tab: string, backend: Backend, clock: Clock, send: Send) {
    this.#tab = tab
    this.#backend = backend
    this.#clock = clock
    this.#send = send
  }

  async run(n: number, deed: Deed): Promise<void> {
    const tab = this.#tab
    try {
      const output = await this.#backend.run(deed)
      this.#send({ to: 'tab', kind: 'done', tab, n, output })
    } catch (error) {
      const named = error instanceof ParleyError ? error : new ParleyError('internal', { cause: error })
      this.#send({ to: 'tab', kind: 'failed', tab, n, error: named.answer() })
    }
  }

  /** Sends the value now, and whatever it is at the end of each tick in which it changed. */
  watch(watched: Watched): void {
    const key = watchedKey(watched)
    if (this.#stops.has(key)) return
    const readable = this.#backend.readable(watched.topic, watched.room)
    const show = (): void => this.#send({ to: 'tab', kind: 'value', tab: this.#tab, watched, value: readable.get() })
    this.#stops.set(
      key,
      readable.subscribe(() => this.#touch(key, show)),
    )
    show()
  }

  unwatch(watched: Watched): void {
    this.#stop(watchedKey(watched))
  }

  listen(what: Heard): void {
    if (!this.#stops.has(what)) this.#stops.set(what, this.#hear(what))
  }

  heard(n: number, failed: boolean): void {
    const heard = this.#unheard.get(n)
    this.#unheard.delete(n)
    if (failed) heard?.reject(new ParleyError('internal'))
    else heard?.resolve()
  }

  /** The window has gone. */
  drop(): void {
    for (const key of [...this.#stops.keys()]) this.#stop(key)
    for (const n of [...this.#unheard.keys()]) this.heard(n, true)
    void this.#backend.close()
  }

  #hear(what: Heard): Stop {
    const tab = this.#tab
    switch (what) {
      case 'message':
        return this.#backend.onMessage((message) => this.#send({ to: 'tab', kind: 'message', tab, message }))
      case 'ruling':
        return this.#backend.onRuling((ruling) => this.#send({ to: 'tab', kind: 'ruling', tab, ruling }))
      case 'signal':
        return this.#backend.onSignal((signal) => this.#pass(signal))
    }
  }

  /** Resolves once the window has dealt with it. */
  #pass(signal: DeviceSignal): Promise<void> {
    this.#signals += 1
    const n = this.#signals
    const heard = Promise.withResolvers<void>()
    this.#unheard.set(n, heard)
    this.#send({ to: 'tab', kind: 'signal', tab: this.#tab, n, signal })
    return heard.promise
  }

  #stop(key: string): void {
    this.#stops.get(key)?.()
    this.#stops.delete(key)
    this.#dirty.delete(key)
  }

  #touch(key: string, show: () => void): void {
    if (this.#dirty.size === 0) this.#clock.after(0, () => this.#showAll())
    this.#dirty.set(key, show)
  }

  /** The connection comes last: whoever sees that it is live sees also what it has brought. */
  #showAll(): void {
    const shows = new Map(this.#dirty)
    this.#dirty.clear()
    const connection = shows.get(connectionKey)
    shows.delete(connectionKey)
    for (const show of shows.values()) show()
    connection?.()
  }
}
