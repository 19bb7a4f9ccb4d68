import { getSecret as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'

/** A sealed secret of the caller. */
export const getSecret = ({ storage }: House) =>
  handler(contract, async ({ input: { name }, actor: { user } }) => ({
    body: await storage.read('secret.get', { user, name }),
  }))
