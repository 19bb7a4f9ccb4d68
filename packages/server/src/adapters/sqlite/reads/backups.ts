import type { DatabaseSync } from 'node:sqlite'
import type { BackedUpSession, BackupReads } from '../../../ports/storage/backups.ts'
import type { Readers } from './index.ts'
import { pageOf } from './page.ts'
import type { Row } from './rows.ts'

const sessionOf = (row: Row): BackedUpSession => ({
  room: row['room'] as string,
  session: row['session'] as string,
  index: row['first'] as number,
  forwarded: row['forwarded'] as number,
  verified: row['verified'] === 1,
  data: row['data'] as string,
})

export function backupKeys(db: DatabaseSync): Readers<Pick<BackupReads, 'backup.current'>> {
  const current = db.prepare('SELECT * FROM backups WHERE user = ? ORDER BY n DESC LIMIT 1')
  return {
    'backup.current': ({ user }) => {
      const row = current.get(user)
      if (!row) return null
      return {
        version: String(row['n']),
        algorithm: row['algorithm'] as string,
        auth: row['auth'] as string,
        count: row['count'] as number,
        etag: String(row['etag']),
      }
    },
  }
}

/** Versions are numbers that SQLite gave out; anything else names none. */
export const numberOf = (version: string): number => (/^[1-9]\d{0,14}$/.test(version) ? Number(version) : 0)

export function backupPages(db: DatabaseSync): Readers<Pick<BackupReads, 'backup.page'>> {
  const own = db.prepare('SELECT 1 FROM backups WHERE n = ? AND user = ?')
  const select = 'SELECT * FROM backup_sessions WHERE backup = ? AND (room, session) > (?, ?)'
  const all = db.prepare(`${select} ORDER BY room, session`)
  const ofRoom = db.prepare(`${select} AND room = ? ORDER BY session`)
  const one = db.prepare(`${select} AND room = ? AND session = ?`)
  const length = (row: Row) => (row['data'] as string).length
  return {
    'backup.page': ({ user, version, room, session, after, limit, characters }) => {
      const n = numberOf(version)
      if (!own.get(n, user)) return null
      const from = [n, after?.room ?? '', after?.session ?? ''] as const
      const rows =
        room === null
          ? all.iterate(...from)
          : session === null
            ? ofRoom.iterate(...from, room)
            : one.iterate(...from, room, session)
      const { page, more } = pageOf<Row>(rows, limit, characters, length)
      return { sessions: page.map(sessionOf), more }
    },
  }
}
