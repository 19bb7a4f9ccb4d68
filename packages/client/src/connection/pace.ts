import { type CommandName, ParleyError } from '@parley/protocol'
import { type Clock, pause } from '../clock.ts'

/** Milliseconds that a command waits to be served before its refusal is handed on. */
const patience = 10_000

/** Milliseconds before the second try at least; before each further one twice as long. */
const least = 100

/** Commands with limits of their own, whose callers decide what a refusal means to them. */
export const unpaced = [
  'messages.send',
  'typing.set',
  'accounts.change-password',
  'calls.signal',
] as const satisfies CommandName[]

const names: ReadonlySet<string> = new Set(unpaced)

export const isPaced = (name: CommandName): boolean => !names.has(name)

/**
 * The pace that the server allows. All devices of a person share one limit: a command that comes while it is used up has
 * not been carried out, and is asked again as soon as the server says. Whatever is asked meanwhile waits behind it, in
 * order and one at a time, so that waiting never becomes a flood. After 10 s the refusal, `rate_limited`, is handed on.
 */
export class Pace {
  readonly #clock: Clock
  #last: Promise<unknown> = Promise.resolve()
  #waiting = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  async ask<T>(send: () => Promise<T>): Promise<T> {
    const until = this.#clock.monotonic() + patience
    if (this.#waiting > 0) return await this.#inTurn(() => this.#insist(send, until))
    try {
      return await send()
    } catch (error) {
      const refusal = refusalIn(error)
      return await this.#inTurn(() => this.#insist(send, until, refusal))
    }
  }

  async #inTurn<T>(turn: () => Promise<T>): Promise<T> {
    this.#waiting += 1
    const mine = this.#last.then(turn, turn)
    this.#last = mine
    try {
      return await mine
    } finally {
      this.#waiting -= 1
    }
  }

  async #insist<T>(send: () => Promise<T>, until: number, refused?: ParleyError): Promise<T> {
    let refusal = refused
    for (let atLeast = least; ; atLeast *= 2) {
      if (refusal) await this.#wait(refusal, atLeast, until)
      try {
        return await send()
      } catch (error) {
        refusal = refusalIn(error)
      }
    }
  }

  /**
   * Rejects with the refusal where the wait would be too long. The server says when there would be room for one: many
   * devices that wait for the same need more, and chance to keep them apart.
   */
  async #wait(refusal: ParleyError, atLeast: number, until: number): Promise<void> {
    const ms = Math.max(refusal.detail.retryAfter ?? 0, atLeast) * (1 + this.#clock.chance() / 2)
    if (this.#clock.monotonic() + ms > until) throw refusal
    await pause(this.#clock, ms)
  }
}

/** Throws whatever is not about the pace. */
function refusalIn(error: unknown): ParleyError {
  if (error instanceof ParleyError && error.code === 'rate_limited') return error
  throw error
}
