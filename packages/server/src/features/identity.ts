import type { PrivacySettings, Profile } from '@parley/protocol'
import type { House } from '../house.ts'
import { openFrontDesk } from './accounts/front-desk.ts'
import { openAccounts } from './accounts/index.ts'
import { selfOf } from './accounts/self.ts'
import { openInvites } from './invites/index.ts'
import { watchRetention } from './retention.ts'
import { openGatekeeper } from './sessions/gatekeeper.ts'
import { openSessions } from './sessions/index.ts'
import { watchRevocations } from './sessions/revocations.ts'

/** Who people are: accounts, what they sign in with, their sessions, and the links that bring new ones. */
export async function openIdentity(house: House) {
  const desk = await openFrontDesk(house)
  watchRevocations(house, desk.sessions)
  watchRetention(house)
  return {
    handlers: { ...openAccounts(desk).handlers, ...openSessions(desk).handlers, ...openInvites(desk).handlers },
    gatekeeper: openGatekeeper(desk),
    /** What a user's own devices show of the user. */
    async me(user: string): Promise<{ readonly me: Profile; readonly settings: PrivacySettings }> {
      const { profile, settings } = await selfOf(house, user)
      return { me: profile, settings }
    },
    ownerToken: () => desk.ownerLink.token(),
  }
}
