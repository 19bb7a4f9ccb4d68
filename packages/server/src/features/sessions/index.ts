import type { FrontDesk } from '../accounts/front-desk.ts'
import { listSessions } from './list-sessions.ts'
import { passkeySignInBegin } from './passkey-sign-in-begin.ts'
import { passkeySignInFinish } from './passkey-sign-in-finish.ts'
import { refresh } from './refresh.ts'
import { revokeOthers } from './revoke-others.ts'
import { revokeSession } from './revoke-session.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { ticket } from './ticket.ts'

/** Signing in and out, on one device or another. */
export const openSessions = (desk: FrontDesk) => ({
  handlers: {
    'sessions.sign-in': signIn(desk),
    'sessions.refresh': refresh(desk),
    'sessions.ticket': ticket(desk),
    'sessions.list': listSessions(desk),
    'sessions.revoke': revokeSession(desk),
    'sessions.revoke-others': revokeOthers(desk),
    'sessions.sign-out': signOut(desk),
    'passkeys.sign-in-begin': passkeySignInBegin(desk),
    'passkeys.sign-in-finish': passkeySignInFinish(desk),
  },
})
