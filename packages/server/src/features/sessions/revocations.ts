import type { House } from '../../house.ts'
import type { UserDevice } from '../../ports/storage/sessions.ts'
import type { LiveSessions } from './live-sessions.ts'

/**
 * Milliseconds between looks for sessions that ended elsewhere, and how far back a look goes: clocks on walls differ from
 * node to node, and may jump by an hour either way (C15).
 */
const lookEvery = 2000
const lookBack = 3 * 3_600_000
/** Milliseconds after which a session is over: without use, and in any case. */
export const idleSession = 30 * 86_400_000
export const longestSession = 180 * 86_400_000
const expireEvery = 3_600_000

/**
 * Acts on the end of sessions: at once when this process hears of it, within two seconds when the hint was lost, and
 * ends those that nobody used for long.
 */
export function watchRevocations({ storage, fanout, delivery, clock }: House, sessions: LiveSessions): void {
  let since = clock.now()

  function close({ user, device }: UserDevice): void {
    for (const connection of [...delivery.of(user)]) {
      if (connection.actor.device === device) delivery.close(connection, 4403, 'signed out')
    }
  }

  async function look(): Promise<void> {
    const from = since - lookBack
    const now = clock.now()
    const ended = await storage.read('session.ended', { since: from })
    since = now
    sessions.forget(ended.map(({ device }) => device))
    for (const session of ended) close(session)
  }

  async function expire(): Promise<void> {
    const at = clock.now()
    await storage.apply('session.expire', { seenBefore: at - idleSession, createdBefore: at - longestSession, at })
  }

  /** The store is out of reach: the next turn looks again. */
  const later = (): void => undefined
  fanout.subscribe((hint) => {
    if (hint.kind === 'revoked') sessions.forget(hint.devices)
  })
  clock.every(lookEvery, () => void look().catch(later))
  clock.every(expireEvery, () => void expire().catch(later))
  void expire().catch(later)
}
