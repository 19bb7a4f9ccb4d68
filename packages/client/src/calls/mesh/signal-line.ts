import { type CallSignal, ParleyError, signalsTogether } from '@parley/protocol'
import type { Client } from '../../client.ts'
import { type Clock, pause, systemClock } from '../../clock.ts'
import { isOfPeers } from './peer-signal.ts'

/** Milliseconds until a signal is tried again that could not be handed over. */
const retryAfter = 500

/** Characters of the signals that travel together; a single one may be larger. */
const charactersTogether = 20_000

/** Says how something is now: only the last one counts. */
const isState = ({ kind }: CallSignal): boolean => kind === 'media' || kind === 'media-wish'

/** Signals to one device of a call: in order, each until the server has it or the call is over. */
export class SignalLine {
  readonly #client: Pick<Client, 'signal'>
  readonly #to: Parameters<Client['signal']>[0]
  readonly #clock: Clock
  #waiting: CallSignal[] = []
  #isBusy = false
  #isClosed = false

  constructor(client: Pick<Client, 'signal'>, to: Parameters<Client['signal']>[0], clock: Clock = systemClock) {
    this.#client = client
    this.#to = to
    this.#clock = clock
  }

  send(signal: CallSignal): void {
    if (isState(signal)) this.#waiting = this.#waiting.filter(({ kind }) => kind !== signal.kind)
    this.#waiting.push(signal)
    void this.#deliverAll()
  }

  /** What has not left yet of the search for a path is of no use any more. */
  forget(): void {
    this.#waiting = this.#waiting.filter((signal) => !isOfPeers(signal))
  }

  close(): void {
    this.#isClosed = true
  }

  async #deliverAll(): Promise<void> {
    if (this.#isBusy) return
    this.#isBusy = true
    while (this.#waiting.length > 0) await this.#deliver(this.#together())
    this.#isBusy = false
  }

  /** Each body is sealed, stored and opened: what waits meanwhile goes in one. */
  #together(): string {
    const texts = this.#waiting.slice(0, signalsTogether).map((signal) => JSON.stringify(signal))
    const ends = texts.map((_, at) => texts.slice(0, at + 1).join().length)
    const fits = Math.max(1, ends.filter((characters) => characters <= charactersTogether).length)
    this.#waiting.splice(0, fits)
    return fits === 1 ? `${texts[0]}` : `{"v":1,"kind":"several","signals":[${texts.slice(0, fits)}]}`
  }

  async #deliver(body: string): Promise<void> {
    while (!this.#isClosed) {
      try {
        await this.#client.signal(this.#to, body)
        return
      } catch (error) {
        if (error instanceof ParleyError && !error.retryable) return
        await pause(this.#clock, error instanceof ParleyError ? (error.detail.retryAfter ?? retryAfter) : retryAfter)
      }
    }
  }
}
