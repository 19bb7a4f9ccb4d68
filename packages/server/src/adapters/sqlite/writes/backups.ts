import type { DatabaseSync } from 'node:sqlite'
import type { BackedUpSession, BackupWrites } from '../../../ports/storage/backups.ts'
import { numberOf } from '../../sql/backups.ts'
import { backupKeys } from '../reads/backups.ts'
import type { Writers } from './index.ts'

/** Stores one session; answers whether anything changed, and whether it is one more. */
function sessionWriter(db: DatabaseSync) {
  const find = db.prepare('SELECT 1 FROM backup_sessions WHERE backup = ? AND room = ? AND session = ?')
  const put = db.prepare(`
    INSERT INTO backup_sessions AS old (backup, room, session, first, forwarded, verified, data) VALUES (?,?,?,?,?,?,?)
    ON CONFLICT(backup, room, session) DO UPDATE
      SET first = excluded.first, forwarded = excluded.forwarded, verified = excluded.verified, data = excluded.data
      WHERE (excluded.verified, -excluded.first, -excluded.forwarded) > (old.verified, -old.first, -old.forwarded)`)
  return (n: number, { room, session, index, forwarded, verified, data }: BackedUpSession) => {
    const isMore = !find.get(n, room, session)
    const { changes } = put.run(n, room, session, index, forwarded, Number(verified), data)
    return { isMore, isStored: changes > 0 }
  }
}

export function backupWriters(db: DatabaseSync): Writers<BackupWrites> {
  const { 'backup.current': current } = backupKeys(db)
  const create = db.prepare('INSERT INTO backups(user, algorithm, auth) VALUES (?,?,?) RETURNING n')
  const own = db.prepare('SELECT 1 FROM backups WHERE n = ? AND user = ?')
  const empty = db.prepare('DELETE FROM backup_sessions WHERE backup = ?')
  const remove = db.prepare('DELETE FROM backups WHERE n = ?')
  const grow = db.prepare('UPDATE backups SET count = count + ?, etag = etag + 1 WHERE n = ?')
  const store = sessionWriter(db)
  return {
    'backup.create': ({ user, algorithm, auth }) => String(create.get(user, algorithm, auth)?.['n']),
    'backup.put': ({ user, version, sessions }) => {
      const backup = current({ user })
      if (backup?.version !== version) return null
      const n = numberOf(version)
      const stored = sessions.map((session) => store(n, session))
      if (stored.some(({ isStored }) => isStored)) grow.run(stored.filter(({ isMore }) => isMore).length, n)
      const { count, etag } = current({ user }) ?? backup
      return { count, etag }
    },
    'backup.remove': ({ user, version }) => {
      const n = numberOf(version)
      if (!own.get(n, user)) return false
      empty.run(n)
      remove.run(n)
      return true
    },
  }
}
