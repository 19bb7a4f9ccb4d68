import type { PresenceBoard, Seen } from '../../ports/presence-board.ts'
import { memoryPresenceBoard } from '../memory/presence-board.ts'
import type { RedisNode } from './node.ts'
import { OtherPeople } from './other-people.ts'
import { type News, OwnPeople } from './own-people.ts'

/** Presence on all nodes that share a Redis. Answers come from memory: own people, and what the other nodes said of theirs. */
export function redisPresenceBoard(node: RedisNode): PresenceBoard {
  const own = memoryPresenceBoard()
  const watchers: ((user: string) => void)[] = []
  const people = new Set<string>()
  const mine = new OwnPeople(node, own.of, () => [...people])
  const others = new OtherPeople(node, around)

  function of(user: string): Seen {
    let best = own.of(user)
    for (const state of others.of(user)) {
      if (best === 'online') return best
      best = state ?? best
    }
    return best
  }

  function around(users: readonly string[], act: () => void): void {
    const before = users.map(of)
    act()
    for (const [at, user] of users.entries()) {
      if (of(user) !== before[at]) for (const changed of watchers) changed(user)
    }
  }

  own.watch((user) => {
    if (own.of(user) === null) people.delete(user)
    else people.add(user)
    mine.changed(user)
  })
  node.take('people', {
    hear: (from, news) => others.hear(from, JSON.parse(news.toString()) as News),
    renewed: () => mine.renew(),
    met: (peer) => others.met(peer),
    gone: (peer) => others.gone(peer),
  })

  return {
    put: (user, connection, state) => around([user], () => own.put(user, connection, state)),
    drop: (user, connection) => around([user], () => own.drop(user, connection)),
    of,
    watch(changed) {
      watchers.push(changed)
    },
    // Nobody is taken off the board: whoever comes back on another node before the lease ends was never away.
    async [Symbol.asyncDispose]() {
      watchers.length = 0
    },
  }
}
