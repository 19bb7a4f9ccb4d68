import { refresh as contract, ParleyError } from '@parley/protocol'
import type { Caller } from '../../gateway/handler.ts'
import { handler } from '../../gateway/handler.ts'
import type { FrontDesk } from '../accounts/front-desk.ts'
import { secretHash } from './refresh-tokens.ts'
import { idleSession, longestSession } from './revocations.ts'

/** Milliseconds in which a token that was just traded gets the same answer again: an answer was lost, or two tabs asked. */
const grace = 10_000

function signedOut({ cookie }: Caller): never {
  cookie?.set(null)
  throw new ParleyError('unauthenticated')
}

/**
 * Trades a refresh token for its successor. One that comes back later was stolen, so its session ends (RFC 9700 §4.14.2),
 * unless its device proves that it has only lost what came after.
 */
export const refresh = ({ storage, fanout, clock, log, refreshTokens, grants }: FrontDesk) =>
  handler(contract, async ({ input, caller }) => {
    const cookie = caller.cookie?.value ?? ''
    // Nothing to clear; and a sign-in of the same browser may have set a cookie meanwhile.
    if (cookie === '') throw new ParleyError('unauthenticated')
    const presented = refreshTokens.parse(cookie)
    if (!presented) return signedOut(caller)
    const { device, generation } = presented
    const next = refreshTokens.successor(presented)
    const traded = await storage.apply('session.rotate', {
      device,
      generation,
      presented: secretHash(presented.secret),
      next: secretHash(next.secret),
      keepsake: input.keepsake === undefined ? null : secretHash(input.keepsake),
      at: clock.now(),
      grace,
      idle: idleSession,
      absolute: longestSession,
    })
    switch (traded.kind) {
      case 'rotated':
      case 'repeated':
        return await grants.hand(traded.user, next, caller)
      case 'late':
        return await grants.hand(traded.user, refreshTokens.after(presented, traded.behind), caller)
      case 'reused':
        log.warn({ device }, 'a refresh token was used twice: its session was ended')
        fanout.publish({ kind: 'revoked', user: traded.user, devices: [device] })
        return signedOut(caller)
      case 'gone':
        return signedOut(caller)
    }
  })
