import { type ErrorAnswer, ParleyError } from '@parley/protocol'
import type { Clock } from '../clock.ts'

interface Request {
  readonly resolve: (output: unknown) => void
  readonly reject: (error: ParleyError) => void
  readonly cancel: () => void
}

/** Milliseconds after which an answer counts as lost. */
const patience = 30_000

/** Commands on a connection that wait for their answers. What is lost is in doubt: `unavailable`, which is retryable. */
export class Requests {
  readonly #clock: Clock
  readonly #waiting = new Map<number, Request>()
  #last = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Sends with a fresh number, and waits for the answer to it. */
  ask(send: (id: number) => void): Promise<unknown> {
    this.#last += 1
    const id = this.#last
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const cancel = this.#clock.after(patience, () => this.#take(id)?.reject(new ParleyError('unavailable')))
    this.#waiting.set(id, { resolve, reject, cancel })
    send(id)
    return promise
  }

  answered(id: number, output: unknown): void {
    this.#take(id)?.resolve(output)
  }

  refused(id: number | null, error: ErrorAnswer): void {
    if (id !== null) this.#take(id)?.reject(ParleyError.from(error))
  }

  lost(): void {
    for (const id of [...this.#waiting.keys()]) this.#take(id)?.reject(new ParleyError('unavailable'))
  }

  #take(id: number): Request | undefined {
    const request = this.#waiting.get(id)
    this.#waiting.delete(id)
    request?.cancel()
    return request
  }
}
