import type { PresenceBoard } from '../../ports/presence-board.ts'

/** Presence of one process. */
export function memoryPresenceBoard(): PresenceBoard {
  const users = new Map<string, Map<string, 'online' | 'away'>>()
  return {
    put(user, connection, state) {
      const connections = users.get(user) ?? new Map<string, 'online' | 'away'>()
      users.set(user, connections.set(connection, state))
    },
    drop(user, connection) {
      const connections = users.get(user)
      connections?.delete(connection)
      if (connections?.size === 0) users.delete(user)
    },
    of(user) {
      const connections = users.get(user)
      if (!connections) return null
      return connections.values().some((state) => state === 'online') ? 'online' : 'away'
    },
    async [Symbol.asyncDispose]() {
      users.clear()
    },
  }
}
