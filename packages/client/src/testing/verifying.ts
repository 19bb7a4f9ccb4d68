import type { Verification, VerificationState } from '@parley/e2ee/vault'
import type { Client } from '../client.ts'
import { until } from '../readable.ts'

type In<K extends VerificationState['kind']> = Verification & { readonly state: { readonly kind: K } }

/** Waits until somebody's newest verification is in a state, and answers it. */
export async function reaches<K extends VerificationState['kind']>(client: Client, kind: K): Promise<In<K>> {
  const all = await until(client.verifications, (list) => list.at(-1)?.state.kind === kind)
  return all.at(-1) as In<K>
}

/** Both sides are there: the one that was asked has agreed. */
export async function agreed(asker: Client, asked: Client): Promise<void> {
  const { id } = await reaches(asked, 'asked')
  await asked.verificationStep(id, 'accept')
  for (const client of [asker, asked]) await reaches(client, 'ready')
}

/** Both look at pictures. Answers what each of them sees. */
export async function comparing(asker: Client, asked: Client): Promise<readonly [string, string]> {
  await agreed(asker, asked)
  await asker.verificationStep((await reaches(asker, 'ready')).id, 'compare')
  const both = await Promise.all([asker, asked].map(async (client) => (await reaches(client, 'comparing')).state))
  const [one, other] = both.map(({ pictures }) => pictures.map(({ symbol }) => symbol).join(' '))
  return [one ?? '', other ?? '']
}

/** Both say that the pictures are the same. */
export async function matched(asker: Client, asked: Client): Promise<void> {
  for (const client of [asker, asked]) await client.verificationStep((await reaches(client, 'comparing')).id, 'confirm')
  for (const client of [asker, asked]) await reaches(client, 'done')
}
