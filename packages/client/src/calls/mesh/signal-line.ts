import { type CallSignal, ParleyError } from '@parley/protocol'
import type { Client } from '../../client.ts'
import { type Clock, pause, systemClock } from '../../clock.ts'

/** Milliseconds until a signal is tried again that could not be handed over. */
const retryAfter = 500

/** Signals to one device of a call: in order, each until the server has it or the call is over. */
export class SignalLine {
  readonly #client: Pick<Client, 'signal'>
  readonly #to: Parameters<Client['signal']>[0]
  readonly #clock: Clock
  #last: Promise<void> = Promise.resolve()
  #isClosed = false

  constructor(client: Pick<Client, 'signal'>, to: Parameters<Client['signal']>[0], clock: Clock = systemClock) {
    this.#client = client
    this.#to = to
    this.#clock = clock
  }

  send(signal: CallSignal): void {
    this.#last = this.#last.then(() => this.#deliver(JSON.stringify(signal)))
  }

  close(): void {
    this.#isClosed = true
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
