import type { DatabaseSync } from 'node:sqlite'
import type { SessionReads } from '../../../ports/storage/sessions.ts'
import type { Row } from '../../sql/rows.ts'
import { liveOf, sessionOf } from '../../sql/sessions.ts'
import type { Readers } from './index.ts'

export function sessionKeys(db: DatabaseSync): Readers<SessionReads> {
  const live = db.prepare(`
    SELECT s.user, u.kind FROM sessions s JOIN users u ON u.id = s.user WHERE s.device = ? AND s.revoked_at IS NULL`)
  const list = db.prepare(`
    SELECT device, name, created_at, seen_at FROM sessions WHERE user = ? AND revoked_at IS NULL ORDER BY seen_at DESC`)
  const ended = db.prepare('SELECT user, device FROM sessions WHERE revoked_at >= ?')
  return {
    'session.live': ({ device }) => {
      const row = live.get(device)
      return row ? liveOf(row) : null
    },
    'session.list': ({ user }) => (list.all(user) as Row[]).map(sessionOf),
    'session.ended': ({ since }) =>
      (ended.all(since) as Row[]).map((row) => ({ user: row['user'] as string, device: row['device'] as string })),
  }
}
