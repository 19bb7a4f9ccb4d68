import { heartbeatEvery } from '@parley/protocol'
import { type CatchUpParts, tellAnew } from './catch-up.ts'
import type { Connection } from './connection.ts'

/** Users of one question. */
const atOnce = 1000

/**
 * As often as hearts beat, counts in the storage in how many rooms each connected person is, and to how many they are
 * invited: a node that ends between its commit and its hint has told nobody, and a room that nobody here was in yet is
 * not looked at otherwise (C7). Whose list has another number is told it anew, once for each
 * number that does not go away by that.
 */
export function keepLists(parts: CatchUpParts): void {
  const { storage, clock, delivery } = parts
  const told = new WeakMap<Connection, string>()
  let isLooking = false

  async function lookAt(users: readonly string[]): Promise<void> {
    const counts = await storage.read('room.counts', { users })
    const byUser = new Map(counts.map((count) => [count.user, count]))
    for (const user of users) {
      const { joined, invited } = byUser.get(user) ?? { joined: 0, invited: 0 }
      for (const connection of delivery.of(user)) {
        const count = `${joined} ${invited}`
        if (count === `${connection.channels.size} ${connection.invitations.size}`) told.delete(connection)
        else if (connection.state.kind === 'live' && told.get(connection) !== count) {
          told.set(connection, count)
          await tellAnew(connection, parts)
        }
      }
    }
  }

  async function look(): Promise<void> {
    if (isLooking) return
    isLooking = true
    try {
      const users = [...new Set(delivery.all().map(({ user }) => user))]
      for (let from = 0; from < users.length; from += atOnce) await lookAt(users.slice(from, from + atOnce))
    } catch {
      // The store is out of reach: the next turn looks again.
    } finally {
      isLooking = false
    }
  }

  clock.every(heartbeatEvery, () => void look())
}
