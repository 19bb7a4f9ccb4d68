import type { PresenceBoard, Seen } from '../../ports/presence-board.ts'

/** Presence of one process. */
export function memoryPresenceBoard(): PresenceBoard {
  const users = new Map<string, Map<string, 'online' | 'away'>>()
  const watchers: ((user: string) => void)[] = []

  function of(user: string): Seen {
    const connections = users.get(user)
    if (!connections) return null
    return connections.values().some((state) => state === 'online') ? 'online' : 'away'
  }

  function change(user: string, act: () => void): void {
    const before = of(user)
    act()
    if (of(user) !== before) for (const changed of watchers) changed(user)
  }

  return {
    put(user, connection, state) {
      const connections = users.get(user) ?? new Map<string, 'online' | 'away'>()
      change(user, () => users.set(user, connections.set(connection, state)))
    },
    drop(user, connection) {
      const connections = users.get(user)
      if (!connections) return
      change(user, () => {
        connections.delete(connection)
        if (connections.size === 0) users.delete(user)
      })
    },
    of,
    watch(changed) {
      watchers.push(changed)
    },
    async [Symbol.asyncDispose]() {
      users.clear()
      watchers.length = 0
    },
  }
}
