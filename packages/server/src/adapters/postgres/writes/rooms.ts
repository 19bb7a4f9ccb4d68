import type { RoomChange, RoomWrites } from '../../../ports/storage/rooms.ts'
import type { Db } from '../db.ts'
import { statement } from '../statement.ts'
import { enter, setLine } from './enter.ts'
import type { Writers } from './index.ts'
import { makeRoom } from './new-rooms.ts'
import { setStanding } from './standing.ts'

const state = statement('SELECT version, lines FROM rooms WHERE n = $1')
const change = statement(`
  UPDATE rooms SET version = version + 1, members = members + $2, name = coalesce($3, name), topic = coalesce($4, topic),
    visible_from = CASE WHEN $5::boolean THEN $6::int8 ELSE visible_from END,
    direct_key = CASE WHEN $7::boolean THEN NULL ELSE direct_key END, lines = coalesce($8, lines)
  WHERE n = $1 RETURNING version, members`)

/** Whether a change was decided on the room as it is. */
async function fits(db: Db, n: number, { expect, index }: RoomChange): Promise<boolean> {
  const row = await db.get(state, n)
  if (row?.['version'] !== expect) return false
  return index === null || (row['lines'] !== null && index === (row['lines'] as number) + 1)
}

export const roomWriters: Writers<Omit<RoomWrites, 'room.seal'>> = {
  'room.create': makeRoom,
  'room.change': async (transaction, write) => {
    const { db, log } = transaction
    const { index, standing, about, history, releasesKey } = write
    const head = await log.head(write.room)
    const entry =
      head && (await fits(db, head.n, write)) ? await enter(transaction, head, write, write.note) : undefined
    if (!head || !entry) return { ok: false, why: 'stale' }
    if (index !== null) setLine(transaction, head, index)
    const more = standing ? await setStanding(transaction, head, standing) : 0
    if (history) head.visibleFrom = history === 'shared' ? entry.seq : null
    const words = [about?.name ?? null, about?.topic ?? null] as const
    const row = await db.get(change, head.n, more, ...words, history !== null, head.visibleFrom, releasesKey, index)
    return { ok: true, entry, version: row?.['version'] as number, members: row?.['members'] as number }
  },
}
