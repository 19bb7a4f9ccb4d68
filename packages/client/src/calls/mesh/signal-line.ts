import { type CallSignal, ParleyError } from '@parley/protocol'
import type { Client } from '../../client.ts'
import { type Clock, pause, systemClock } from '../../clock.ts'
import { isOfPeers } from './peer-signal.ts'

/** Milliseconds until a signal is tried again that could not be handed over. */
const retryAfter = 500

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
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) await this.#deliver(JSON.stringify(next))
    this.#isBusy = false
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
