import type { DatabaseSync } from 'node:sqlite'
import type { BackupReads } from '../../../ports/storage/backups.ts'
import { backedUpOf, backupOf, lengthOf, numberOf } from '../../sql/backups.ts'
import { pageOf } from '../../sql/page.ts'
import type { Row } from '../../sql/rows.ts'
import type { Readers } from './index.ts'

export function backupKeys(db: DatabaseSync): Readers<Pick<BackupReads, 'backup.current'>> {
  const current = db.prepare('SELECT * FROM backups WHERE user = ? ORDER BY n DESC LIMIT 1')
  return {
    'backup.current': ({ user }) => {
      const row = current.get(user)
      return row ? backupOf(row) : null
    },
  }
}

export function backupPages(db: DatabaseSync): Readers<Pick<BackupReads, 'backup.page'>> {
  const own = db.prepare('SELECT 1 FROM backups WHERE n = ? AND user = ?')
  const select = 'SELECT * FROM backup_sessions WHERE backup = ? AND (room, session) > (?, ?)'
  const all = db.prepare(`${select} ORDER BY room, session`)
  const ofRoom = db.prepare(`${select} AND room = ? ORDER BY session`)
  const one = db.prepare(`${select} AND room = ? AND session = ?`)
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
      const { page, more } = pageOf<Row>(rows, limit, characters, lengthOf)
      return { sessions: page.map(backedUpOf), more }
    },
  }
}
