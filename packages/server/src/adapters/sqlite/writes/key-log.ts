import type { DatabaseSync } from 'node:sqlite'

/**
 * Whose keys changed, with numbers from one counter: one row for each user, that of the last change. No row is ever
 * deleted, so the highest number is the last that was given out.
 */
export function openKeyLog(db: DatabaseSync) {
  const change = db.prepare(`
    INSERT INTO key_changes(user, n) VALUES (?, (SELECT coalesce(max(n), 0) + 1 FROM key_changes))
    ON CONFLICT(user) DO UPDATE SET n = excluded.n`)
  const device = db.prepare('DELETE FROM device_keys WHERE device = ?')
  const oneTime = db.prepare('DELETE FROM one_time_keys WHERE device = ?')
  const fallback = db.prepare('DELETE FROM fallback_keys WHERE device = ?')
  const signatures = db.prepare('DELETE FROM signatures WHERE user = ? AND target = ?')
  return {
    changed(user: string): void {
      change.run(user)
    },
    /** A device is signed out: nobody may begin a conversation with it any more. */
    forget(user: string, id: string): void {
      oneTime.run(id)
      fallback.run(id)
      signatures.run(user, id)
      if (device.run(id).changes > 0) change.run(user)
    },
  }
}

export type KeyLog = ReturnType<typeof openKeyLog>
