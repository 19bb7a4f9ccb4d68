import { revokeSession as contract, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { FrontDesk } from '../accounts/front-desk.ts'

/** Signs out one of the caller's devices, open connections included. */
export const revokeSession = ({ storage, fanout, clock }: FrontDesk) =>
  handler(contract, async ({ input, actor: { user } }) => {
    const devices = await storage.apply('session.revoke', { user, which: { only: input.device }, at: clock.now() })
    if (devices.length === 0) throw new ParleyError('not_found')
    fanout.publish({ kind: 'revoked', user, devices })
    return {}
  })
