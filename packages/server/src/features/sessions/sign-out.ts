import { signOut as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { FrontDesk } from '../accounts/front-desk.ts'

/** Ends the caller's session; its cookie goes, and its connections close. */
export const signOut = ({ storage, fanout, clock }: FrontDesk) =>
  handler(contract, async ({ actor: { user, device }, caller }) => {
    const devices = await storage.apply('session.revoke', { user, which: { only: device }, at: clock.now() })
    caller.cookie?.set(null)
    if (devices.length > 0) fanout.publish({ kind: 'revoked', user, devices })
    return {}
  })
