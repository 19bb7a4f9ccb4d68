import type { DatabaseSync } from 'node:sqlite'
import type { RoomSeal, RoomSealed, RoomWrites } from '../../../ports/storage/rooms.ts'
import type { Writers } from './index.ts'
import type { RoomLog } from './room-log.ts'
import { enter, lineWriter } from './rooms.ts'

export function sealWriters(db: DatabaseSync, log: RoomLog): Writers<Pick<RoomWrites, 'room.seal'>> {
  const version = db.prepare('SELECT version FROM rooms WHERE n = ?')
  const seal = db.prepare(
    "UPDATE rooms SET genesis = ?, lines = 0, name = '', topic = '', version = version + 1 WHERE n = ?",
  )
  // Links from before have no part in the membership log that would let anybody in.
  const withdraw = db.prepare('DELETE FROM invites WHERE room = ?')
  const setLine = lineWriter(db)
  const refused = (why: 'conflict' | 'stale'): RoomSealed => ({ ok: false, why })

  return {
    'room.seal': (write: RoomSeal) => {
      const head = log.head(write.room)
      if (!head) return refused('stale')
      if (head.lines !== null) return refused('conflict')
      if (version.get(head.n)?.['version'] !== write.expect || head.seq !== write.head) return refused('stale')
      seal.run(write.genesis, head.n)
      head.lines = 0
      withdraw.run(write.room)
      const entries = write.lines.map((note, at) => {
        const entry = enter(log, head, write, note)
        if (!entry) throw new Error('the id of the entry was used before')
        setLine(head, at + 1)
        return entry
      })
      return { ok: true, entries }
    },
  }
}
