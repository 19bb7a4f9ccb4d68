import { ParleyError } from '@parley/protocol'
import type { Client, IncomingMessage } from '../client.ts'
import { createEngine } from '../engine/engine.ts'
import { until } from '../readable.ts'
import { memoryStore } from '../store/memory.ts'
import type { Store } from '../store/store.ts'
import { type Folder, openFolder } from './folder/folder.ts'
import { standReady } from './stand-ready.ts'

export interface ConnectOptions {
  readonly url: string
  readonly handle: string
  readonly password: string
  /** Token of an invite link: makes the account, marked as a bot, if handle and password do not open one. */
  readonly invite?: string
  /** Name of a new account; the handle without one. */
  readonly name?: string
  /** Name of this device in the list of sessions. */
  readonly device?: string
  /**
   * Where everything is kept between two runs, sealed: the session, the keys, where it stood, what was not sent. A bot
   * in private rooms needs one: without it each run is a new device, which nobody has confirmed. One process at a time;
   * a copy of it must never be started after the original has gone on.
   */
  readonly folder?: string
  /** The file with the key that opens the folder, made on the first run; `key` in the folder if absent. */
  readonly keyFile?: string
  /** Instead of a folder: keeps what is not a key. */
  readonly store?: Store
  /** Told each new message of others, one at a time, also those of the time between two runs. */
  readonly onMessage?: (message: IncomingMessage, client: Client) => void | Promise<void>
}

async function signIn(client: Client, { handle, password, invite, name = handle }: ConnectOptions): Promise<void> {
  try {
    await client.auth.signIn({ handle, password })
  } catch (error) {
    if (!(error instanceof ParleyError) || error.code !== 'wrong_credentials' || invite === undefined) throw error
    const admission = { kind: 'invite', token: invite } as const
    await client.auth.register({ handle, name, password, admission, bot: true })
  }
}

/** Goes on with the session that was kept, or begins one: also where the kept one has ended meanwhile. */
async function enter(client: Client, options: ConnectOptions): Promise<void> {
  for (;;) {
    const session = await until(client.session, ({ kind }) => kind !== 'restoring')
    if (session.kind === 'signed-out') await signIn(client, options)
    const isLive = until(client.connection, ({ kind }) => kind === 'live').then(() => true)
    const hasEnded = until(client.session, ({ kind }) => kind === 'signed-out').then(() => false)
    if (await Promise.race([isLive, hasEnded])) return
  }
}

const partsOf = (folder: Folder | null, { store = memoryStore() }: ConnectOptions) =>
  folder ? { store: folder.store, beforeSending: folder.save } : { store }

/**
 * A client for programs: signed in and live when it is answered; with a folder it has opened its keys, too. Rejects
 * with a `ParleyError`: `folder_in_use`, `folder_closed`, or why it cannot sign in.
 */
export async function connect(options: ConnectOptions): Promise<Client> {
  const { url, device = 'bot', onMessage } = options
  const folder = options.folder === undefined ? null : await openFolder(options.folder, options.keyFile)
  const client = createEngine({ url, device, keeps: 'all', ...partsOf(folder, options) })
  // Before it is live: what came meanwhile comes first.
  if (onMessage) client.onMessage((message) => onMessage(message, client))
  try {
    await enter(client, options)
    if (folder) await standReady(client, folder.store)
    return client
  } catch (error) {
    await client.close()
    throw error
  }
}
