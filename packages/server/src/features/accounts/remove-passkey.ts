import { removePasskey as contract, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { FrontDesk } from './front-desk.ts'

/** Takes a passkey off the caller's account. */
export const removePasskey = ({ storage }: FrontDesk) =>
  handler(contract, async ({ input: { passkey: id }, actor: { user } }) => {
    const done = await storage.apply('passkey.remove', { user, id })
    if (done === 'unknown') throw new ParleyError('not_found')
    if (done === 'last') throw new ParleyError('last_way_in')
    return {}
  })
