import { type CommandName, type ErrorAnswer, type InputOf, type OutputOf, ParleyError } from '@parley/protocol'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
  /** The refresh token that the answer sets: null if it clears the cookie, undefined if it leaves it. */
  readonly cookie: string | null | undefined
}

export interface As {
  readonly access?: string
  readonly cookie?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Code of an error answer; undefined if it is none. */
export const codeOf = ({ status, body }: Answer): ErrorAnswer['code'] | undefined =>
  status < 400 ? undefined : (body as ErrorAnswer).code

function cookieOf(headers: Headers): string | null | undefined {
  const set = headers.getSetCookie().find((cookie) => cookie.startsWith('__Host-rt='))
  const value = set?.slice('__Host-rt='.length).split(';')[0]
  return value === '' ? null : value
}

/** Commands over HTTP, as a program sends them. */
export class Http {
  readonly #base: string

  constructor(port: number) {
    this.#base = `http://127.0.0.1:${port}`
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Answer> {
    const response = await fetch(this.#base + path, init)
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') ?? false
    const body: unknown = isJson ? JSON.parse(text) : text
    return { status: response.status, headers: response.headers, body, cookie: cookieOf(response.headers) }
  }

  /** A command with any input, whatever it is answered with. */
  async post(name: string, input: unknown, { access, cookie, headers }: As = {}): Promise<Answer> {
    return await this.fetch(`/api/${name}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(access === undefined ? {} : { authorization: `Bearer ${access}` }),
        ...(cookie === undefined ? {} : { cookie: `__Host-rt=${cookie}` }),
        ...headers,
      },
      body: JSON.stringify(input),
    })
  }

  /** A command that succeeds, or its error. */
  async call<N extends CommandName>(name: N, input: InputOf<N>, as: As = {}): Promise<OutputOf<N>> {
    const answer = await this.post(name, input, as)
    if (answer.status !== 200) throw ParleyError.from(answer.body as ErrorAnswer)
    return answer.body as OutputOf<N>
  }
}
