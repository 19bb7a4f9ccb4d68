import { makeId, ParleyError } from '@parley/protocol'
import type { Backend, Deed, TopicName, Topics } from '../backend.ts'
import type { Client, IncomingMessage, Ruling, Stop } from '../client.ts'
import { clientOver } from '../client-over.ts'
import { type Clock, systemClock } from '../clock.ts'
import { type Readable, type Writable, writable } from '../readable.ts'
import { share } from '../share.ts'
import { blank } from './blank.ts'
import { Listeners } from './listeners.ts'
import {
  type Locks,
  platformLocks,
  type TabChannel,
  type ToEngine,
  type ToTab,
  tabLock,
  type Watched,
  watchedKey,
} from './messages.ts'

export interface AttachOptions {
  readonly clock?: Clock
  /** Tells the engine when this window dies without a word. null: nothing does. */
  readonly locks?: Locks | null
}

interface Unanswered {
  readonly deed: Deed
  readonly resolve: (output: unknown) => void
  readonly reject: (error: ParleyError) => void
}

interface Shown {
  readonly watched: Watched
  readonly value: Writable<unknown>
  isWatched: boolean
}

type Words = ToEngine extends infer M ? (M extends ToEngine ? Omit<M, 'to' | 'tab'> : never) : never

const isForTab = (data: unknown): data is ToTab =>
  typeof data === 'object' && data !== null && 'to' in data && data.to === 'tab'

/** The next engine asks the server who is signed in; until it knows, this window knows better. */
const isBehind = (known: unknown, { topic }: Watched, value: unknown): boolean =>
  topic === 'session' &&
  (value as Topics['session']).kind === 'restoring' &&
  (known as Topics['session']).kind !== 'restoring'

/** An engine elsewhere, through a channel. What one engine leaves unanswered is asked again of the next. */
class AttachedBackend implements Backend {
  readonly #channel: TabChannel
  readonly #clock: Clock
  readonly #tab: string
  readonly #shown = new Map<string, Shown>()
  readonly #unanswered = new Map<number, Unanswered>()
  readonly #openRooms = new Set<string>()
  readonly #signals = new Listeners<Extract<ToTab, { kind: 'signal' }>['signal']>(() =>
    this.#say({ kind: 'listen', what: 'signal' }),
  )
  readonly #messages = new Listeners<IncomingMessage>(() => this.#say({ kind: 'listen', what: 'message' }))
  readonly #rulings = new Listeners<Ruling>(() => this.#say({ kind: 'listen', what: 'ruling' }))
  readonly #release: () => void
  #engine: string | null = null
  #runs = 0

  constructor(channel: TabChannel, clock: Clock, locks: Locks | null) {
    this.#channel = channel
    this.#clock = clock
    this.#tab = this.newId()
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#release = resolve
    channel.addEventListener('message', this.#listener)
    const hello = (): void => channel.postMessage({ to: 'engine', kind: 'hello', tab: this.#tab } satisfies ToEngine)
    if (!locks) hello()
    else {
      const alive = async (): Promise<void> => {
        hello()
        await promise
      }
      locks.request(tabLock(this.#tab), {}, alive).catch(hello)
    }
  }

  readable<N extends TopicName>(topic: N, room: string): Readable<Topics[N]> {
    const watched: Watched = { topic, room }
    const key = watchedKey(watched)
    const known = this.#shown.get(key)
    if (known) return known.value as Readable<unknown> as Readable<Topics[N]>
    const shown: Shown = {
      watched,
      isWatched: room === '',
      value: writable<unknown>(blank[topic], (isWatched) => {
        if (room === '') return
        shown.isWatched = isWatched
        // What it was at the last visit must not pass for what it is at the next one.
        if (!isWatched && topic === 'timeline') shown.value.set(blank.timeline)
        this.#say({ kind: isWatched ? 'watch' : 'unwatch', watched })
      }),
    }
    this.#shown.set(key, shown)
    if (shown.isWatched) this.#say({ kind: 'watch', watched })
    return shown.value as Readable<unknown> as Readable<Topics[N]>
  }

  run(deed: Deed): Promise<unknown> {
    if (deed.do === 'open') this.#openRooms.add(deed.room)
    if (deed.do === 'close') this.#openRooms.delete(deed.room)
    return this.#ask(deed)
  }

  onSignal(listener: Parameters<Backend['onSignal']>[0]): Stop {
    return this.#signals.add(listener)
  }

  onMessage(listener: Parameters<Backend['onMessage']>[0]): Stop {
    return this.#messages.add(listener)
  }

  onRuling(listener: Parameters<Backend['onRuling']>[0]): Stop {
    return this.#rulings.add(listener)
  }

  newId(): string {
    return makeId(this.#clock.now(), this.#clock.bytes(10))
  }

  async close(): Promise<void> {
    this.#say({ kind: 'bye' })
    this.#channel.removeEventListener('message', this.#listener)
    this.#release()
    for (const { reject } of this.#unanswered.values()) reject(new ParleyError('unavailable'))
    this.#unanswered.clear()
  }

  readonly #listener = ({ data }: { readonly data: unknown }): void => {
    if (!isForTab(data)) return
    if (data.kind === 'here') this.#meet(data.engine)
    else if (data.tab === this.#tab) this.#take(data)
  }

  #ask(deed: Deed): Promise<unknown> {
    this.#runs += 1
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    this.#unanswered.set(this.#runs, { deed, resolve, reject })
    this.#say({ kind: 'run', n: this.#runs, deed })
    return promise
  }

  #say(words: Words): void {
    if (this.#engine !== null) this.#channel.postMessage({ to: 'engine', tab: this.#tab, ...words })
  }

  /** Another engine than before knows nothing of this window. */
  #meet(engine: string): void {
    if (engine === this.#engine) return
    this.#engine = engine
    for (const { watched, isWatched } of this.#shown.values()) if (isWatched) this.#say({ kind: 'watch', watched })
    if (this.#signals.size > 0) this.#say({ kind: 'listen', what: 'signal' })
    if (this.#messages.size > 0) this.#say({ kind: 'listen', what: 'message' })
    if (this.#rulings.size > 0) this.#say({ kind: 'listen', what: 'ruling' })
    const asked = new Set([...this.#unanswered.values()].map(({ deed }) => (deed.do === 'open' ? deed.room : '')))
    for (const [n, { deed }] of this.#unanswered) this.#say({ kind: 'run', n, deed })
    for (const room of this.#openRooms) if (!asked.has(room)) this.#ask({ do: 'open', room }).catch(() => undefined)
  }

  #take(message: Exclude<ToTab, { kind: 'here' }>): void {
    switch (message.kind) {
      case 'value':
        this.#show(message)
        return
      case 'done':
        this.#answered(message.n)?.resolve(message.output)
        return
      case 'failed':
        this.#answered(message.n)?.reject(ParleyError.from(message.error))
        return
      case 'signal':
        void this.#signals
          .tell(message.signal)
          .then((well) => this.#say({ kind: 'heard', n: message.n, failed: !well }))
        return
      case 'message':
        void this.#messages.tell(message.message)
        return
      case 'ruling':
        void this.#rulings.tell(message.ruling)
    }
  }

  #show({ watched, value }: Extract<ToTab, { kind: 'value' }>): void {
    const shown = this.#shown.get(watchedKey(watched))
    if (!shown?.isWatched || isBehind(shown.value.get(), watched, value)) return
    shown.value.update((before) => share(before, value))
  }

  #answered(n: number): Unanswered | undefined {
    const asked = this.#unanswered.get(n)
    this.#unanswered.delete(n)
    return asked
  }
}

/** The client of one window, served by the engine of whichever window leads. */
export function attachTab(
  channel: TabChannel,
  { clock = systemClock, locks = platformLocks() }: AttachOptions = {},
): Client {
  return clientOver(new AttachedBackend(channel, clock, locks))
}
