import type { Gatekeeper } from '../../gateway/gatekeeper.ts'
import type { Clock } from '../../ports/clock.ts'
import { type AccessTokens, accessLifetime } from './access-tokens.ts'
import type { LiveSessions } from './live-sessions.ts'
import type { Vouchers } from './vouchers.ts'

interface GatekeeperParts {
  readonly accessTokens: AccessTokens
  readonly sessions: LiveSessions
  /** Device by ticket. */
  readonly tickets: Vouchers<string>
  readonly clock: Clock
}

/** A good token or ticket is not enough: its session has to be alive as well. */
export function openGatekeeper({ accessTokens, sessions, tickets, clock }: GatekeeperParts): Gatekeeper {
  return {
    async authenticate(access) {
      const token = await accessTokens.verify(access)
      if (!token) return null
      const actor = await sessions.actor(token.device)
      return actor?.user === token.user ? { actor, ends: token.ends } : null
    },
    async redeem(ticket) {
      const device = tickets.take(ticket)
      const actor = device === null ? null : await sessions.actor(device)
      return actor && { actor, ends: clock.now() + accessLifetime * 1000 }
    },
  }
}
