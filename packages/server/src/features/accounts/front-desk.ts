import type { House } from '../../house.ts'
import { AccessTokens } from '../sessions/access-tokens.ts'
import { Grants } from '../sessions/grants.ts'
import { LiveSessions } from '../sessions/live-sessions.ts'
import { RefreshTokens } from '../sessions/refresh-tokens.ts'
import { ticketLifetime, Vouchers } from '../sessions/vouchers.ts'
import { Admissions } from './admissions.ts'
import { OwnerLink } from './owner-link.ts'
import type { Ceremony } from './passkeys.ts'
import { Passwords } from './passwords.ts'
import { Pauses } from './pauses.ts'

/** What the commands of accounts, sessions and invites share. */
export interface FrontDesk extends House {
  readonly passwords: Passwords
  /** Between wrong guesses at one account from one address. */
  readonly pauses: Pauses
  readonly ownerLink: OwnerLink
  readonly admissions: Admissions
  readonly accessTokens: AccessTokens
  readonly refreshTokens: RefreshTokens
  readonly grants: Grants
  readonly sessions: LiveSessions
  /** Device by ticket: for one WebSocket upgrade. */
  readonly tickets: Vouchers<string>
  /** Passkey ceremonies that have begun. */
  readonly ceremonies: Vouchers<Ceremony>
}

const ceremonyLifetime = 300_000

export async function openFrontDesk(house: House): Promise<FrontDesk> {
  const { config, storage, fanout, keys, clock, randomness, newId } = house
  const ownerLink = new OwnerLink(storage, keys)
  const passwords = new Passwords(config.passwords.memory, randomness)
  passwords.expect(await storage.read('account.costliest-bcrypt', {}))
  const accessTokens = await AccessTokens.open(keys, clock)
  const refreshTokens = new RefreshTokens(keys.refresh, randomness)
  return {
    ...house,
    passwords,
    pauses: new Pauses(clock),
    ownerLink,
    admissions: new Admissions(storage, clock, ownerLink),
    accessTokens,
    refreshTokens,
    grants: new Grants({ accessTokens, refreshTokens, storage, fanout, clock, newId }),
    sessions: new LiveSessions(storage, clock),
    tickets: new Vouchers(house, 'ticket', ticketLifetime * 1000),
    ceremonies: new Vouchers(house, 'ceremony', ceremonyLifetime),
  }
}
