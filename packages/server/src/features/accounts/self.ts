import { ParleyError } from '@parley/protocol'
import type { Self } from '../../ports/storage/accounts.ts'
import type { Storage } from '../../ports/storage/storage.ts'

/** The account of somebody who is signed in. */
export async function selfOf({ storage }: { readonly storage: Storage }, user: string): Promise<Self> {
  const self = await storage.read('account.self', { user })
  if (!self) throw new ParleyError('unauthenticated')
  return self
}
