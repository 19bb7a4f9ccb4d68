import { createHmac } from 'node:crypto'
import type { Config } from '../../config.ts'
import type { Clock } from '../../ports/clock.ts'
import type { MediaRouter } from '../../ports/media-router.ts'

/** Seconds that relay credentials live. */
const lifetime = 600

/**
 * Peer to peer: the servers by which two browsers find a path. TURN credentials are those of coturn's `use-auth-secret`
 * (draft-uberti-behave-turn-rest): user name `<end in seconds since 1970>:<user>`, password base64(HMAC-SHA1(secret, name)).
 */
export function meshRouter(
  { stun, turn, relayOnly }: Pick<Config['calls'], 'stun' | 'turn' | 'relayOnly'>,
  clock: Clock,
): MediaRouter {
  function relays(user: string) {
    if (!turn) return []
    const username = `${Math.floor(clock.now() / 1000) + lifetime}:${user}`
    const credential = createHmac('sha1', turn.secret).update(username).digest('base64')
    return [{ urls: [...turn.urls], username, credential }]
  }
  return {
    async path({ user }) {
      const finders = stun.length > 0 ? [{ urls: [...stun] }] : []
      return { iceServers: [...finders, ...relays(user)], relayOnly }
    },
    sfu: null,
    async [Symbol.asyncDispose]() {},
  }
}
