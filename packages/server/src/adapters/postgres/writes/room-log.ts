import { headColumns, headOf, type NewEntry, type RoomHead } from '../../sql/room-head.ts'
import type { Db } from '../db.ts'
import { statement } from '../statement.ts'

const lock = statement(`
  SELECT id, ${headColumns} FROM rooms WHERE id = ANY($1::text[]) ORDER BY id FOR NO KEY UPDATE`)
const insert = statement(`
  WITH stored AS (
    INSERT INTO entries(room, seq, id, kind, sender, device, at, messages, body) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)
    ON CONFLICT (room, device, id) DO NOTHING RETURNING room)
  UPDATE rooms SET last_seq = $2, messages = $8, last_at = $10 FROM stored WHERE n = stored.room`)

/**
 * The only place where positions are given out: seq = last + 1 in the transaction that stores the entry, under the lock of
 * the room's row (C4). Rooms are locked in the order of their ids, so that two nodes never wait for each other.
 */
export function openRoomLog(db: Db) {
  const heads = new Map<string, RoomHead>()
  const asked = new Set<string>()
  let locked: Promise<unknown> = Promise.resolve()

  async function take(rooms: readonly string[]): Promise<void> {
    for (const row of await db.all(lock, rooms)) heads.set(row['id'] as string, headOf(row))
  }

  /** Locks rooms until the end of the transaction. Statements that are called from here on come after it. */
  function hold(rooms: readonly string[]): Promise<unknown> {
    const news = [...new Set(rooms)].filter((room) => !asked.has(room))
    for (const room of news) asked.add(room)
    if (news.length > 0) locked = Promise.all([locked, take(news)])
    return locked
  }

  return {
    hold,
    /** A room that is held; null: there is no such room. */
    held: (room: string): RoomHead | null => heads.get(room) ?? null,
    async head(room: string): Promise<RoomHead | null> {
      await hold([room])
      return heads.get(room) ?? null
    },
    /** A room that this transaction makes. */
    made(room: string, head: RoomHead): void {
      asked.add(room)
      heads.set(room, head)
    },
    /** True if stored; false if the device has used the id in this room before. Only messages count as unread. */
    async append(head: RoomHead, { id, kind, sender, device, at, body }: NewEntry): Promise<boolean> {
      const counted = kind === 'message' ? 1 : 0
      const [seq, messages, lastAt] = [head.seq + 1, head.messages + counted, counted > 0 ? at : head.at]
      const values = [head.n, seq, id, kind, sender, device, at, messages, body, lastAt] as const
      if ((await db.run(insert, ...values)) === 0) return false
      Object.assign(head, { seq, messages, at: lastAt })
      return true
    },
  }
}

export type RoomLog = ReturnType<typeof openRoomLog>
