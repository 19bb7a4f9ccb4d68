import { revokeInvite as contract, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { FrontDesk } from '../accounts/front-desk.ts'

/** Withdraws one of the caller's links. */
export const revokeInvite = ({ storage }: FrontDesk) =>
  handler(contract, async ({ input, actor }) => {
    const done = await storage.apply('invite.revoke', { id: input.invite, by: actor.user })
    if (!done) throw new ParleyError('not_found')
    return {}
  })
