import { ParleyError } from '@parley/protocol'
import type { Client } from '../client.ts'
import { createEngine } from '../engine/engine.ts'
import { until } from '../readable.ts'
import { memoryStore } from '../store/memory.ts'
import type { Store } from '../store/store.ts'

export interface ConnectOptions {
  readonly url: string
  readonly handle: string
  readonly password: string
  /** Token of an invite link: makes the account if handle and password do not open one. */
  readonly invite?: string
  /** Name of a new account; the handle without one. */
  readonly name?: string
  /** Name of this device in the list of sessions. */
  readonly device?: string
  /** What is kept between two runs: the session, where it stood, what was not sent. Nothing without one. */
  readonly store?: Store
}

async function signIn(client: Client, { handle, password, invite, name = handle }: ConnectOptions): Promise<void> {
  try {
    await client.auth.signIn({ handle, password })
  } catch (error) {
    if (!(error instanceof ParleyError) || error.code !== 'wrong_credentials' || invite === undefined) throw error
    await client.auth.register({ handle, name, password, admission: { kind: 'invite', token: invite } })
  }
}

/** A client for programs: signed in and live when it is answered. Rejects with a `ParleyError` when it cannot sign in. */
export async function connect(options: ConnectOptions): Promise<Client> {
  const { url, store = memoryStore(), device = 'bot' } = options
  const client = createEngine({ url, store, device, keeps: 'all' })
  try {
    const session = await until(client.session, ({ kind }) => kind !== 'restoring')
    if (session.kind === 'signed-out') await signIn(client, options)
    await until(client.connection, ({ kind }) => kind === 'live')
    return client
  } catch (error) {
    await client.close()
    throw error
  }
}
