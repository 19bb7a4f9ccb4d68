import { readPlainBody } from '@parley/e2ee'
import { type Entry, MembershipChange } from '@parley/protocol'
import type { Storage } from '@parley/server'
import type { Logged, Seat } from '../checker/run.ts'
import { hashOf } from '../client/words.ts'

/** Entries of one look. */
const atOnce = 500
const endings = ['left', 'kicked', 'banned']

const changeOf = ({ kind, body }: Entry) =>
  kind === 'membership' ? MembershipChange.safeParse(readPlainBody(body)).data : undefined

/** The words of a message that is not sealed. */
function wordsOf({ body }: Entry): string | null {
  const content = readPlainBody(body)
  return typeof content === 'object' && content !== null && 'text' in content ? hashOf(String(content.text)) : null
}

/** The log of a room as the stopped server's store holds it, in the order of positions. */
async function logOf(storage: Storage, room: string): Promise<readonly Entry[]> {
  const head = await storage.read('entry.head', { room })
  const entries: Entry[] = []
  for (let after = 0; after < head; after += atOnce)
    entries.push(...(await storage.read('entry.range', { room, after, until: after + atOnce, limit: atOnce })))
  return entries
}

const logged = (entry: Entry): Logged => {
  const counts = entry.kind === 'message'
  return { id: entry.id, seq: entry.seq, h: counts ? wordsOf(entry) : null, counts }
}

/** Who may read what. Everybody may read a public room from its beginning, as long as they are in it. */
function seatsIn(room: string, log: readonly Entry[], isPublic: boolean): readonly Seat[] {
  const seats: Seat[] = []
  for (const entry of log) {
    const change = changeOf(entry)
    if (!change) continue
    const user = 'user' in change ? change.user : entry.sender
    const at = seats.findIndex((seat) => seat.user === user && seat.to === null)
    const open = seats[at]
    if ((change.kind === 'created' || change.kind === 'joined') && !open)
      seats.push({ room, user, from: isPublic ? 1 : entry.seq, to: null })
    if (endings.includes(change.kind) && open) seats[at] = { ...open, to: entry.seq }
  }
  return seats
}

/** Logs and seats of rooms. */
export async function dump(
  storage: Storage,
  rooms: readonly { readonly id: string; readonly isPublic: boolean }[],
): Promise<{ readonly logs: ReadonlyMap<string, readonly Logged[]>; readonly seats: readonly Seat[] }> {
  const all = await Promise.all(rooms.map(async (room) => ({ ...room, log: await logOf(storage, room.id) })))
  return {
    logs: new Map(all.map(({ id, log }) => [id, log.map(logged)])),
    seats: all.flatMap(({ id, log, isPublic }) => seatsIn(id, log, isPublic)),
  }
}
