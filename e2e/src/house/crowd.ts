import type { CommandName, InputOf, OutputOf } from '@parley/protocol'

/** Somebody without a browser. */
export interface Voice {
  readonly id: string
  call<N extends CommandName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>
}

async function post<N extends CommandName>(
  url: string,
  name: N,
  input: InputOf<N>,
  access?: string,
): Promise<OutputOf<N>> {
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (access !== undefined) headers['authorization'] = `Bearer ${access}`
  const response = await fetch(`${url}/api/${name}`, { method: 'POST', headers, body: JSON.stringify(input) })
  if (!response.ok) throw new Error(`${name}: ${await response.text()}`)
  return (await response.json()) as OutputOf<N>
}

/** Makes accounts with these names on a server that is open to all. */
export async function crowd(url: string, names: readonly string[]): Promise<readonly Voice[]> {
  const voices: Voice[] = []
  for (const [n, name] of names.entries()) {
    const handle = `voice-${n}-${Math.random().toString(36).slice(2, 8)}`
    const password = 'a whole sentence as password'
    const account = { handle, name, password, admission: { kind: 'open' }, device: 'e2e' } as const
    const { user, access } = await post(url, 'accounts.register', account)
    voices.push({ id: user, call: (command, input) => post(url, command, input, access) })
  }
  return voices
}
