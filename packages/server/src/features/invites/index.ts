import type { FrontDesk } from '../accounts/front-desk.ts'
import { acceptInvite } from './accept-invite.ts'
import { createInvite } from './create-invite.ts'
import { listInvites } from './list-invites.ts'
import { revokeInvite } from './revoke-invite.ts'

/** Links that bring people in. */
export const openInvites = (desk: FrontDesk) => ({
  handlers: {
    'invites.accept': acceptInvite(desk),
    'invites.create': createInvite(desk),
    'invites.list': listInvites(desk),
    'invites.revoke': revokeInvite(desk),
  },
})
