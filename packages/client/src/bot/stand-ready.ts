import type { Client } from '../client.ts'
import { until } from '../readable.ts'
import { put, type Store } from '../store/store.ts'

const place = ['meta', '', 'recovery-key'] as const

const isBot = (client: Client): boolean => {
  const session = client.session.get()
  return session.kind === 'signed-in' && session.me.kind === 'bot'
}

/**
 * Waits for the keys. A bot keeps its own recovery key: where its session has ended, its next device confirms itself.
 * The recovery key that a person has made for the account stays theirs.
 */
export async function standReady(client: Client, store: Store): Promise<void> {
  const keyring = await until(client.keyring, ({ kind }) => kind !== 'closed')
  const known = await store.get(...place)
  if (keyring.kind === 'unconfirmed' && typeof known === 'string') await client.recover(known)
  if (keyring.kind !== 'ready' || known !== undefined) return
  if (keyring.recovery && !isBot(client)) return
  await store.write([put(...place, await client.makeRecoveryKey())], 'strict')
}
