import { listInvites as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { FrontDesk } from '../accounts/front-desk.ts'

/** The caller's links that still work. */
export const listInvites = ({ storage, clock }: FrontDesk) =>
  handler(contract, async ({ actor }) => ({
    invites: [...(await storage.read('invite.list', { by: actor.user, now: clock.now() }))],
  }))
