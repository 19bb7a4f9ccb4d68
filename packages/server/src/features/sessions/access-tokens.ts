import { type CryptoKey, createLocalJWKSet, errors, importJWK, jwtVerify, SignJWT } from 'jose'
import type { Clock } from '../../ports/clock.ts'
import type { Keys } from '../../ports/keys.ts'

/** Seconds that an access token lives. */
export const accessLifetime = 300

const issuer = 'parley'
const audience = 'parley'
const typ = 'at+jwt'
const algorithm = 'EdDSA'

/** Access tokens: JWTs as RFC 9068 has them, signed with Ed25519 (RFC 8037), for one device. */
export class AccessTokens {
  readonly #clock: Clock
  readonly #kid: string
  readonly #signing: CryptoKey
  readonly #known: ReturnType<typeof createLocalJWKSet>

  private constructor(clock: Clock, kid: string, signing: CryptoKey, known: ReturnType<typeof createLocalJWKSet>) {
    this.#clock = clock
    this.#kid = kid
    this.#signing = signing
    this.#known = known
  }

  static async open({ signing }: Keys, clock: Clock): Promise<AccessTokens> {
    const [newest] = signing
    const key = (await importJWK(newest.jwk, algorithm)) as CryptoKey
    const known = signing.map(({ kid, jwk: { kty, crv, x } }) => ({ kty, crv, x, kid, alg: algorithm, use: 'sig' }))
    return new AccessTokens(clock, newest.kid, key, createLocalJWKSet({ keys: known }))
  }

  async issue(user: string, device: string): Promise<string> {
    const now = Math.floor(this.#clock.now() / 1000)
    return await new SignJWT({ sid: device })
      .setProtectedHeader({ alg: algorithm, typ, kid: this.#kid })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(user)
      .setIssuedAt(now)
      .setExpirationTime(now + accessLifetime)
      .sign(this.#signing)
  }

  /** Whose it is, and the milliseconds since 1970 at which it ends; null if it is not good. */
  async verify(
    token: string,
  ): Promise<{ readonly user: string; readonly device: string; readonly ends: number } | null> {
    try {
      const { payload } = await jwtVerify(token, this.#known, {
        algorithms: [algorithm],
        issuer,
        audience,
        typ,
        requiredClaims: ['sub', 'sid', 'iat', 'exp'],
        currentDate: new Date(this.#clock.now()),
      })
      const { sub, sid, exp } = payload
      if (typeof sub !== 'string' || typeof sid !== 'string' || exp === undefined) return null
      return { user: sub, device: sid, ends: exp * 1000 }
    } catch (error) {
      if (error instanceof errors.JOSEError) return null
      throw error
    }
  }
}
