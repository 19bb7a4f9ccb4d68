import { ParleyError, pageEntries } from '@parley/protocol'
import type { Link } from '../connection/link.ts'
import type { NewMessage } from '../outbox/sender.ts'
import type { ReadEntry } from '../sealing/opening.ts'
import type { Found, Store } from '../store/store.ts'

/** Pages looked through for own messages of a room; what is older was on disk long before. */
const pagesMost = 4

function ownByRoom(found: readonly Found[], epoch: string, device: string): ReadonlyMap<string, readonly ReadEntry[]> {
  const prefix = `${epoch} `
  const rooms = new Map<string, ReadEntry[]>()
  for (const { group, value } of found) {
    const entry = value as ReadEntry
    if (!group.startsWith(prefix) || entry.device !== device || entry.kind === 'membership') continue
    const room = group.slice(prefix.length)
    rooms.set(room, [...(rooms.get(room) ?? []), entry])
  }
  return rooms
}

/** What was written, as it waits in the outbox; null: it was sealed and cannot be read here. */
function plainOf({ body, opening }: ReadEntry): string | null {
  if (!opening || opening.kind === 'clear') return body
  return opening.kind === 'opened' ? JSON.stringify(opening.content) : null
}

async function idsAfter(link: Link, room: string, seq: number): Promise<ReadonlySet<string>> {
  const ids = new Set<string>()
  let after = seq
  for (let page = 0; page < pagesMost; page += 1) {
    const at = { kind: 'after', seq: after } as const
    const { entries } = await link.call('messages.history', { room, at, limit: pageEntries })
    for (const { id } of entries) ids.add(id)
    after = entries.at(-1)?.seq ?? after
    if (entries.length < pageEntries) break
  }
  return ids
}

/**
 * The store of the server is another one than before, most likely an older copy: what this device had sent and the
 * copy lacks is offered again under the same ids (C9).
 */
export async function reoffer(
  store: Store,
  link: Link,
  last: { readonly epoch: string; readonly device: string },
  offer: (message: NewMessage) => Promise<void>,
): Promise<void> {
  for (const [room, own] of ownByRoom(await store.all('entries'), last.epoch, last.device)) {
    try {
      const there = await idsAfter(link, room, (own[0]?.seq ?? 1) - 1)
      for (const entry of own) {
        const { id, kind } = entry
        const body = plainOf(entry)
        if (body !== null && !there.has(id)) await offer({ room, id, kind: kind === 'call' ? 'call' : 'message', body })
      }
    } catch (error) {
      // A room that the copy does not know, or that I am not in: nobody is there to read it.
      if (!(error instanceof ParleyError) || error.retryable) throw error
    }
  }
}
