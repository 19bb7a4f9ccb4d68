import type { Append, Appended, EntryWrites, NotAppended } from '../../../ports/storage/entries.ts'
import { type RoomHead, unfit } from '../../sql/room-head.ts'
import { statement } from '../statement.ts'
import type { Transaction } from '../transaction.ts'
import { entryColumnsOf, type Placed, storeEntries } from './entry-columns.ts'
import type { Writers } from './index.ts'

/**
 * Of each append: the sender's state, whether the other side has closed the room, and what was stored under its id.
 * `+ 0`: a plan that was made while a room was small would look its entries through for the id, and is kept.
 */
const facts = statement(`
  SELECT m.state,
    CASE WHEN r.kind = 'direct' AND r.direct_key IS NOT NULL
      THEN EXISTS (SELECT 1 FROM members c WHERE c.room = r.n AND c.state = 'left') ELSE false END,
    e.seq, e.at, e.messages, e.kind, e.body
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS a(room, sender, device, id, place)
    LEFT JOIN rooms r ON r.id = a.room
    LEFT JOIN members m ON m.room = r.n AND m."user" = a.sender
    LEFT JOIN entries e ON e.device = a.device AND e.id = a.id AND e.room + 0 = r.n
  ORDER BY a.place`)

/** Which of these messages are stored; see `facts` for `+ 0`. */
const stored = statement(`
  SELECT a.room, a.device, a.id
  FROM unnest($1::text[], $2::text[], $3::text[]) AS a(room, device, id)
    JOIN rooms r ON r.id = a.room
    JOIN entries e ON e.device = a.device AND e.id = a.id AND e.room + 0 = r.n`)

interface Facts {
  readonly state: unknown
  readonly closed: boolean
  /** Something was stored that was written after it. */
  readonly isOvertaken: boolean
  readonly earlier: Pick<Placed, 'seq' | 'at' | 'messages' | 'kind' | 'body'> | null
}

function factsOf([state, closed, seq, at, messages, kind, body]: readonly unknown[]): Omit<Facts, 'isOvertaken'> {
  const earlier = seq === null ? null : ({ seq, at, messages, kind, body } as Facts['earlier'])
  return { state, closed: closed === true, earlier }
}

const refused = (why: NotAppended): Appended => ({ ok: false, why })

/**
 * In a sealed room the id alone says that a message is the same: each try seals it anew into another body, and ids are
 * drawn at random.
 */
function repeated({ lines }: RoomHead, { kind, body }: Append, { earlier, closed }: Facts): Appended {
  if (earlier?.kind !== kind || !(lines !== null || earlier.body === body)) return refused('conflict')
  const { seq, at, messages } = earlier
  return { ok: true, seq, at, messages, dup: true, closed }
}

const keyOf = (room: string, device: string, id: string): string => `${room} ${device} ${id}`

/** Keys of what is stored already of all that was written after any of these. */
async function laterStored(db: Transaction['db'], appends: readonly Append[]): Promise<ReadonlySet<string>> {
  const asked = appends.flatMap(({ room, device, later = [] }) => later.map((id) => [room, device, id] as const))
  if (asked.length === 0) return new Set()
  const column = (at: 0 | 1 | 2): readonly string[] => asked.map((one) => one[at])
  const rows = await db.lists(stored, column(0), column(1), column(2))
  return new Set(rows.map(([room, device, id]) => keyOf(String(room), String(device), String(id))))
}

/** What is refused, or was stored before; null: it is to be stored. */
function verdict(head: RoomHead | null, append: Append, facts: Facts): Appended | null {
  if (!head) return refused('not-a-member')
  const why = facts.state === 'joined' ? unfit(head, append) : 'not-a-member'
  if (why === null && facts.earlier) return repeated(head, append, facts)
  if (why === null) return facts.isOvertaken ? refused('overtaken') : null
  const done = repeated(head, append, facts)
  return done.ok ? done : refused(why)
}

/** Appends in their order with three statements, however many they are. */
export async function appendAll({ db, log, later }: Transaction, appends: readonly Append[]): Promise<Appended[]> {
  const rooms = appends.map(({ room }) => room)
  const held = log.hold(rooms)
  const of = (column: 'sender' | 'device' | 'id') => appends.map((append) => append[column])
  const [rows, behind] = await Promise.all([
    db.lists(facts, rooms, of('sender'), of('device'), of('id')),
    laterStored(db, appends),
    held,
  ])
  const placed = new Map<string, Placed>()
  const outcomes = appends.map((append, at): Appended => {
    const head = log.held(append.room)
    const { room, device, id, later = [] } = append
    const keys = later.map((other) => keyOf(room, device, other))
    const isOvertaken = keys.some((other) => behind.has(other) || placed.has(other))
    const key = keyOf(room, device, id)
    const known = factsOf(rows[at] ?? [])
    const refusal = verdict(head, append, { ...known, isOvertaken, earlier: placed.get(key) ?? known.earlier })
    if (refusal || !head) return refusal ?? refused('not-a-member')
    const counted = append.kind === 'message' ? 1 : 0
    head.seq += 1
    head.messages += counted
    if (counted > 0) head.at = append.at
    placed.set(key, { ...append, n: head.n, seq: head.seq, messages: head.messages })
    return { ok: true, seq: head.seq, at: append.at, messages: head.messages, dup: false, closed: known.closed }
  })
  if (placed.size > 0) later(db.run(storeEntries, ...entryColumnsOf([...placed.values()])))
  return outcomes
}

export const entryWriters: Writers<EntryWrites> = {
  'entry.append': async (transaction, append) => {
    const [appended] = await appendAll(transaction, [append])
    return appended ?? refused('not-a-member')
  },
}
