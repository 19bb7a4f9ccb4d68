import type { BackupReads } from '../../../ports/storage/backups.ts'
import { backedUpOf, backupOf, lengthOf, numberOf } from '../../sql/backups.ts'
import { pageOf } from '../../sql/page.ts'
import { paged } from '../paged.ts'
import { statement } from '../statement.ts'
import type { Readers } from './index.ts'

const current = statement(`
  SELECT n, algorithm, auth, count, etag FROM backups WHERE "user" = $1 ORDER BY n DESC LIMIT 1`)
const own = statement('SELECT true FROM backups WHERE n = $1 AND "user" = $2')

const pageWhere = (which: string, characters: string, limit: string) => {
  const rows = `
    SELECT room, session, first, forwarded, verified, data FROM backup_sessions
    WHERE backup = $1 AND (room, session) > ($2, $3) ${which} ORDER BY room, session LIMIT ${limit}::int8 + 1`
  return statement(paged(rows, 'data', 'room, session', characters))
}
const all = pageWhere('', '$4', '$5')
const ofRoom = pageWhere('AND room = $6', '$4', '$5')
const one = pageWhere('AND room = $6 AND session = $7', '$4', '$5')

export const backupReads: Readers<BackupReads> = {
  'backup.current': async (db, { user }) => {
    const row = await db.get(current, user)
    return row ? backupOf(row) : null
  },
  'backup.page': async (db, { user, version, room, session, after, limit, characters }) => {
    const n = numberOf(version)
    if (!(await db.get(own, n, user))) return null
    const from = [n, after?.room ?? '', after?.session ?? '', characters, limit] as const
    const rows =
      room === null
        ? await db.all(all, ...from)
        : session === null
          ? await db.all(ofRoom, ...from, room)
          : await db.all(one, ...from, room, session)
    const { page, more } = pageOf(rows, limit, characters, lengthOf)
    return { sessions: page.map(backedUpOf), more }
  },
}
