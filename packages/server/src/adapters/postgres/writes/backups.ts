import type { BackedUpSession, BackupWrites } from '../../../ports/storage/backups.ts'
import { numberOf } from '../../sql/backups.ts'
import type { Db } from '../db.ts'
import { backupReads } from '../reads/backups.ts'
import { statement } from '../statement.ts'
import type { Writers } from './index.ts'
import { holdUser } from './users.ts'

const create = statement('INSERT INTO backups("user", algorithm, auth) VALUES ($1,$2,$3) RETURNING n')
const own = statement('SELECT true FROM backups WHERE n = $1 AND "user" = $2')
const empty = statement('DELETE FROM backup_sessions WHERE backup = $1')
const remove = statement('DELETE FROM backups WHERE n = $1')
const grow = statement('UPDATE backups SET count = count + $2, etag = etag + 1 WHERE n = $1')
/** A row that was there before carries the number of the transaction that replaced it. */
const put = statement(`
  INSERT INTO backup_sessions AS kept (backup, room, session, first, forwarded, verified, data)
  VALUES ($1,$2,$3,$4,$5,$6,$7)
  ON CONFLICT (backup, room, session) DO UPDATE
    SET first = excluded.first, forwarded = excluded.forwarded, verified = excluded.verified, data = excluded.data
    WHERE (excluded.verified, -excluded.first, -excluded.forwarded) > (kept.verified, -kept.first, -kept.forwarded)
  RETURNING kept.xmax = 0 AS more`)

/** What one session came to: `more` says whether it is one more; undefined: it is no better than the one before. */
const store = (db: Db, n: number, { room, session, index, forwarded, verified, data }: BackedUpSession) =>
  db.get(put, n, room, session, index, forwarded, verified, data)

export const backupWriters: Writers<BackupWrites> = {
  'backup.create': async ({ db }, { user, algorithm, auth }) =>
    String((await db.get(create, user, algorithm, auth))?.['n']),
  'backup.put': async ({ db }, { user, version, sessions }) => {
    await holdUser(db, user)
    const current = backupReads['backup.current']
    const backup = await current(db, { user })
    if (backup?.version !== version) return null
    const n = numberOf(version)
    const rows = await Promise.all(sessions.map((session) => store(db, n, session)))
    const stored = rows.filter((row) => row !== undefined)
    if (stored.length > 0) await db.run(grow, n, stored.filter((row) => row['more']).length)
    const { count, etag } = (await current(db, { user })) ?? backup
    return { count, etag }
  },
  'backup.remove': async ({ db }, { user, version }) => {
    const n = numberOf(version)
    await holdUser(db, user)
    if (!(await db.get(own, n, user))) return false
    await db.run(empty, n)
    await db.run(remove, n)
    return true
  },
}
