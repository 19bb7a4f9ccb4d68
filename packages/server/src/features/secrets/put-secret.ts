import { putSecret as contract, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'

/** Names under which somebody may keep secrets. */
const mostSecrets = 500

/** Keeps a sealed secret of the caller. */
export const putSecret = ({ storage }: House) =>
  handler(contract, async ({ input, actor: { user } }) => {
    const done = await storage.apply('secret.put', { user, ...input, most: mostSecrets })
    if (!done) throw new ParleyError('too_many')
    return {}
  })
