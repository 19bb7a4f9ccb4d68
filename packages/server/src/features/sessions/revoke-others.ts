import { revokeOthers as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { FrontDesk } from '../accounts/front-desk.ts'

/** Signs the caller out everywhere else. */
export const revokeOthers = ({ storage, fanout, clock }: FrontDesk) =>
  handler(contract, async ({ actor: { user, device } }) => {
    const devices = await storage.apply('session.revoke', { user, which: { except: device }, at: clock.now() })
    if (devices.length > 0) fanout.publish({ kind: 'revoked', user, devices })
    return { revoked: devices.length }
  })
