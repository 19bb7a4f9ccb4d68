import type { Entry } from '@parley/protocol'
import type { RoomSealed, RoomWrites } from '../../../ports/storage/rooms.ts'
import { statement } from '../statement.ts'
import { enter, setLine } from './enter.ts'
import type { Writers } from './index.ts'

const version = statement('SELECT version FROM rooms WHERE n = $1')
const seal = statement(`
  UPDATE rooms SET genesis = $2, lines = $3, name = '', topic = '', version = version + 1 WHERE n = $1`)
/** Links from before have no part in the membership log that would let anybody in. */
const withdraw = statement('DELETE FROM invites WHERE room = $1')

const refused = (why: 'conflict' | 'stale'): RoomSealed => ({ ok: false, why })

export const sealWriters: Writers<Pick<RoomWrites, 'room.seal'>> = {
  'room.seal': async (transaction, write) => {
    const { db, log, later } = transaction
    const head = await log.head(write.room)
    if (!head) return refused('stale')
    if (head.lines !== null) return refused('conflict')
    const row = await db.get(version, head.n)
    if (row?.['version'] !== write.expect || head.seq !== write.head) return refused('stale')
    later(db.run(seal, head.n, write.genesis, write.lines.length))
    later(db.run(withdraw, write.room))
    head.lines = write.lines.length
    const entries: Entry[] = []
    for (const [at, note] of write.lines.entries()) {
      const entry = await enter(transaction, head, write, note)
      if (!entry) throw new Error('the id of the entry was used before')
      setLine(transaction, head, at + 1)
      entries.push(entry)
    }
    return { ok: true, entries }
  },
}
