import { pageEntries } from '@parley/protocol'
import { echoOf } from '../timeline/item.ts'
import type { ViewSource } from '../timeline/view.ts'
import type { Parts } from './parts.ts'

/** What the views of one room draw from. */
export function viewSource(parts: Parts, room: string): ViewSource {
  const { inbox, rooms, sender, people } = parts
  return {
    kept: (below, limit) => inbox.kept(room, below, limit),
    async history(at) {
      const page = await parts.call('messages.history', { room, at, limit: pageEntries })
      inbox.offer(room, page.entries)
      return page
    },
    isLive: () => parts.link.state.get().kind === 'live',
    room() {
      const summary = rooms.get(room)
      return { head: summary?.head ?? inbox.cursor(room), since: summary?.since ?? 1, read: summary?.read.seq ?? 0 }
    },
    pending: () => {
      const own = sender.outbox.get().entries.filter((entry) => entry.room === room)
      return own.map((entry) => echoOf(entry, parts.me() ?? ''))
    },
    senders: (users) => people.want(users),
  }
}
