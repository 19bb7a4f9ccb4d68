import type { Grant, Profile } from '@parley/protocol'
import type { Caller } from '../../gateway/handler.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Fanout } from '../../ports/fanout.ts'
import type { NewSession } from '../../ports/storage/sessions.ts'
import type { Storage } from '../../ports/storage/storage.ts'
import { type AccessTokens, accessLifetime } from './access-tokens.ts'
import { type RefreshToken, type RefreshTokens, secretHash } from './refresh-tokens.ts'

/** Devices on which somebody can be signed in. */
const mostSessions = 50

interface GrantParts {
  readonly accessTokens: AccessTokens
  readonly refreshTokens: RefreshTokens
  readonly storage: Storage
  readonly fanout: Fanout
  readonly clock: Clock
  readonly newId: () => string
}

/** A session that is not stored yet, with the refresh token of its device. */
export interface Prepared {
  readonly session: NewSession
  readonly token: RefreshToken
}

/** What somebody gets who has proved who they are: a device of their own, an access token, a refresh cookie. */
export class Grants {
  readonly #parts: GrantParts

  constructor(parts: GrantParts) {
    this.#parts = parts
  }

  /** @param name of the device, as its person will see it in the list of sessions */
  prepare(name: string): Prepared {
    const device = this.#parts.newId()
    const token = this.#parts.refreshTokens.first(device)
    return { session: { device, name: name.trim() || 'Unnamed device', refresh: secretHash(token.secret) }, token }
  }

  /** Signs a new device in; beyond the most that somebody may have, the one that was not used for longest goes. */
  async open(user: Profile['id'], name: string, caller: Caller): Promise<Grant> {
    const { session, token } = this.prepare(name)
    const { storage, fanout, clock } = this.#parts
    const ended = await storage.apply('session.create', { user, session, most: mostSessions, at: clock.now() })
    if (ended.length > 0) fanout.publish({ kind: 'revoked', user, devices: ended })
    return await this.hand(user, token, caller)
  }

  /** For a session that is stored. */
  async hand(user: Profile['id'], token: RefreshToken, caller: Caller): Promise<Grant> {
    const { accessTokens, refreshTokens } = this.#parts
    const access = await accessTokens.issue(user, token.device)
    caller.cookie?.set(refreshTokens.text(token))
    return { user, device: token.device, access, expiresIn: accessLifetime }
  }
}
