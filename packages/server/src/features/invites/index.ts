import type { FrontDesk } from '../accounts/front-desk.ts'
import { createInvite } from './create-invite.ts'
import { listInvites } from './list-invites.ts'
import { revokeInvite } from './revoke-invite.ts'

/** Links that bring new people. */
export const openInvites = (desk: FrontDesk) => ({
  handlers: {
    'invites.create': createInvite(desk),
    'invites.list': listInvites(desk),
    'invites.revoke': revokeInvite(desk),
  },
})
