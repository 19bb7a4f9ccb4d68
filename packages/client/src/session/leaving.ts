import { type Grant, ParleyError } from '@parley/protocol'
import type { Clock } from '../clock.ts'
import { backoff } from '../connection/backoff.ts'
import { type Change, put, remove, type Store } from '../store/store.ts'
import type { Http } from './http.ts'

/**
 * A sign-out that the server has not been told of. It is told as soon as it answers; until then the cookie, which no
 * program can delete, must not open the session again.
 */
export class Leaving {
  readonly #parts: { readonly clock: Clock; readonly store: Store }
  readonly #http: Http
  #isDue = false
  #stopWaiting: () => void = () => undefined
  /** One exchange at a time: what ends the old session must not meet the cookie of a new one. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(parts: { readonly clock: Clock; readonly store: Store }, http: Http) {
    this.#parts = parts
    this.#http = http
  }

  /** What stays in the store until the server knows. */
  marks(): readonly Change[] {
    return [put('meta', '', 'leaving', true), put('meta', '', 'cookies', this.#http.jar)]
  }

  /** Goes on where the store says so. Answers whether it does. */
  async begin(): Promise<boolean> {
    this.#isDue = (await this.#parts.store.get('meta', '', 'leaving')) === true
    if (this.#isDue) void this.#try(1)
    return this.#isDue
  }

  /** Runs a sign-in: after it the cookie is another one, and the old session cannot be ended with it. */
  before(signIn: () => Promise<void>): Promise<void> {
    return this.#inTurn(async () => {
      await this.#end()
      await signIn()
      await this.#settle()
    })
  }

  close(): void {
    this.#isDue = false
    this.#stopWaiting()
  }

  async #try(attempt: number): Promise<void> {
    const isDone = await this.#inTurn(() => this.#end())
    if (isDone || !this.#isDue) return
    const { clock } = this.#parts
    this.#stopWaiting = clock.after(backoff(attempt, clock.chance()), () => void this.#try(attempt + 1))
  }

  async #end(): Promise<boolean> {
    if (!this.#isDue) return true
    try {
      const { access } = (await this.#http.post('sessions.refresh', {}, null)) as Grant
      await this.#http.post('sessions.sign-out', {}, access)
    } catch (error) {
      if (error instanceof ParleyError && error.retryable) return false
    }
    await this.#settle()
    return true
  }

  async #settle(): Promise<void> {
    if (!this.#isDue) return
    this.close()
    await this.#parts.store.write([remove('meta', '', 'leaving')], 'strict').catch(() => undefined)
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work)
    this.#last = done.catch(() => undefined)
    return done
  }
}
