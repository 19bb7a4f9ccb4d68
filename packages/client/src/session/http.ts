import { type ErrorAnswer, ParleyError } from '@parley/protocol'
import type { Clock } from '../clock.ts'
import { cookieHeader, type Jar, keepCookies } from './cookie-jar.ts'

export interface HttpParts {
  readonly url: string
  readonly fetch: typeof fetch
  readonly clock: Clock
  /** Told when the server set a cookie that the platform did not keep. */
  readonly kept: (jar: Jar) => void
}

/** Milliseconds after which a request counts as lost. */
const patience = 20_000

const isErrorAnswer = (value: unknown): value is ErrorAnswer =>
  typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string'

async function errorOf(answer: Response): Promise<ParleyError> {
  const body: unknown = await answer.json().catch(() => null)
  if (isErrorAnswer(body)) return ParleyError.from(body)
  return new ParleyError(answer.status >= 500 || answer.status === 429 ? 'unavailable' : 'internal')
}

/** Commands by POST. */
export class Http {
  readonly #parts: HttpParts
  jar: Jar = {}

  constructor(parts: HttpParts) {
    this.#parts = parts
  }

  /** Runs one command. Throws nothing but `ParleyError`: `unavailable` when the server cannot be reached. */
  async post(name: string, input: unknown, access: string | null): Promise<unknown> {
    const { url, fetch, clock } = this.#parts
    const cookie = cookieHeader(this.jar)
    const headers = {
      'content-type': 'application/json',
      ...(access === null ? {} : { authorization: `Bearer ${access}` }),
      ...(cookie === null ? {} : { cookie }),
    }
    const lost = new AbortController()
    const request = { method: 'POST', headers, body: JSON.stringify(input), signal: lost.signal }
    const cancel = clock.after(patience, () => lost.abort())
    try {
      const answer = await fetch(new URL(`/api/${name}`, url), request)
      this.#keep(answer.headers)
      if (answer.ok) return await answer.json()
      throw await errorOf(answer)
    } catch (error) {
      throw error instanceof ParleyError ? error : new ParleyError('unavailable', { cause: error })
    } finally {
      cancel()
    }
  }

  #keep(headers: Headers): void {
    const jar = keepCookies(this.jar, headers)
    if (jar === this.jar) return
    this.jar = jar
    this.#parts.kept(jar)
  }
}
