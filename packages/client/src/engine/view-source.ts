import { pageEntries } from '@parley/protocol'
import { Echoes } from '../timeline/echoes.ts'
import type { ViewSource } from '../timeline/view.ts'
import type { Parts } from './parts.ts'

/** What the views of one room draw from. */
export function viewSource(parts: Parts, room: string): ViewSource {
  const { inbox, rooms, sender, people } = parts
  const echoes = new Echoes()
  return {
    kept: async (below, limit) => await parts.sealing.reader.read(room, await inbox.kept(room, below, limit)),
    async history(at) {
      const page = await parts.call('messages.history', { room, at, limit: pageEntries })
      const entries = await parts.sealing.reader.read(room, page.entries)
      inbox.offer(room, entries)
      return { ...page, entries }
    },
    again: (entries) => parts.sealing.reader.read(room, entries),
    now: (entry) => parts.sealing.reader.now(room, entry),
    isLive: () => parts.link.state.get().kind === 'live',
    room() {
      const summary = rooms.get(room)
      return { head: summary?.head ?? inbox.cursor(room), since: summary?.since ?? 1, read: summary?.read.seq ?? 0 }
    },
    pending() {
      const own = sender.outbox.get().entries.filter((entry) => entry.room === room)
      return echoes.of(own, parts.me() ?? '')
    },
    senders: (users) => people.want(users),
  }
}
