import type { SessionReads } from '../../../ports/storage/sessions.ts'
import { userOf } from '../../sql/rows.ts'
import { liveOf, sessionOf } from '../../sql/sessions.ts'
import { statement } from '../statement.ts'
import type { Readers } from './index.ts'

const live = statement(`
  SELECT s."user", u.kind FROM sessions s JOIN users u ON u.id = s."user" WHERE s.device = $1 AND s.revoked_at IS NULL`)
const list = statement(`
  SELECT device, name, created_at, seen_at FROM sessions WHERE "user" = $1 AND revoked_at IS NULL ORDER BY seen_at DESC`)
const ended = statement('SELECT "user", device FROM sessions WHERE revoked_at >= $1')

export const sessionReads: Readers<SessionReads> = {
  'session.live': async (db, { device }) => {
    const row = await db.get(live, device)
    return row ? liveOf(row) : null
  },
  'session.list': async (db, { user }) => (await db.all(list, user)).map(sessionOf),
  'session.ended': async (db, { since }) =>
    (await db.all(ended, since)).map((row) => ({ user: userOf(row), device: row['device'] as string })),
}
