import type { DatabaseSync } from 'node:sqlite'
import type { Profile } from '@parley/protocol'
import type { NewSession, Rotate, Rotated, SessionWrites } from '../../../ports/storage/sessions.ts'
import type { Row } from '../../sql/rows.ts'
import { judge } from '../../sql/sessions.ts'
import type { Writers } from './index.ts'
import type { KeyLog } from './key-log.ts'

/** Starts and ends sessions, for every write that does so besides. */
export function openSessionTable(db: DatabaseSync, keys: KeyLog) {
  const insert = db.prepare(
    'INSERT INTO sessions(device, user, name, created_at, seen_at, refresh, rotated_at) VALUES (?,?,?,?,?,?,?)',
  )
  const end = db.prepare('UPDATE sessions SET revoked_at = ? WHERE device = ? AND revoked_at IS NULL RETURNING user')
  const empty = db.prepare('DELETE FROM inbox WHERE device = ?')
  const oldest = db.prepare(`
    SELECT device FROM sessions WHERE user = ? AND device <> ? AND revoked_at IS NULL
    ORDER BY seen_at DESC, created_at DESC LIMIT -1 OFFSET ?`)
  const others = db.prepare('SELECT device FROM sessions WHERE user = ? AND device <> ? AND revoked_at IS NULL')

  /** Whether the session was alive. The keys of a device, and what waits in its inbox, go with its session. */
  function revoke(device: string, at: number): boolean {
    const row = end.get(at, device)
    if (!row) return false
    empty.run(device)
    keys.forget(row['user'] as string, device)
    return true
  }

  return {
    create(user: string, { device, name, refresh }: NewSession, at: number): void {
      insert.run(device, user, name, at, at, refresh, at)
    },
    /** Ends all but a device and as many others as make `most`, those that were used last. */
    revokeOldest(user: string, keep: string, most: number, at: number): string[] {
      const devices = (oldest.all(user, keep, most - 1) as Row[]).map((row) => row['device'] as string)
      return devices.filter((device) => revoke(device, at))
    },
    revoke,
    revokeOthers(user: string, keep: string, at: number): string[] {
      const devices = (others.all(user, keep) as Row[]).map((row) => row['device'] as string)
      return devices.filter((device) => revoke(device, at))
    },
  }
}

export type SessionTable = ReturnType<typeof openSessionTable>

function rotator(db: DatabaseSync, table: SessionTable) {
  const find = db.prepare(`
    SELECT s.user, s.created_at, s.seen_at, s.generation, s.refresh, s.refresh_before, s.keepsake, s.rotated_at, u.kind
    FROM sessions s JOIN users u ON u.id = s.user WHERE s.device = ? AND s.revoked_at IS NULL`)
  const rotate = db.prepare(`
    UPDATE sessions SET generation = ?1, refresh = ?2, refresh_before = ?3, rotated_at = ?4, seen_at = ?4,
      keepsake = coalesce(keepsake, ?6)
    WHERE device = ?5`)
  const see = db.prepare('UPDATE sessions SET seen_at = ? WHERE device = ?')

  return (write: Rotate): Rotated => {
    const { device, generation, presented, next, keepsake, at } = write
    const row = find.get(device)
    if (!row) return { kind: 'gone' }
    const user = row['user'] as string
    const is = row['kind'] as Profile['kind']
    const verdict = judge(row, write)
    switch (verdict.kind) {
      case 'over':
        table.revoke(device, at)
        return { kind: 'gone' }
      case 'rotated':
        rotate.run(generation + 1, next, presented, at, device, keepsake)
        return { kind: 'rotated', user, is }
      case 'repeated':
        return { kind: 'repeated', user, is }
      case 'late':
        see.run(at, device)
        return { ...verdict, user, is }
      case 'reused':
        table.revoke(device, at)
        return { kind: 'reused', user }
    }
  }
}

export function sessionWriters(db: DatabaseSync, table: SessionTable): Writers<SessionWrites> {
  const own = db.prepare('SELECT 1 FROM sessions WHERE device = ? AND user = ?')
  const forget = db.prepare('DELETE FROM sessions WHERE revoked_at < ?')
  const over = db.prepare('SELECT device FROM sessions WHERE revoked_at IS NULL AND (seen_at < ? OR created_at < ?)')
  return {
    'session.create': ({ user, session, most, at }) => {
      table.create(user, session, at)
      return table.revokeOldest(user, session.device, most, at)
    },
    'session.rotate': rotator(db, table),
    'session.revoke': ({ user, which, at }) => {
      if ('except' in which) return table.revokeOthers(user, which.except, at)
      return own.get(which.only, user) && table.revoke(which.only, at) ? [which.only] : []
    },
    'session.expire': ({ seenBefore, createdBefore, at }) => {
      for (const row of over.all(seenBefore, createdBefore) as Row[]) table.revoke(row['device'] as string, at)
      return null
    },
    'session.forget': ({ revokedBefore }) => {
      forget.run(revokedBefore)
      return null
    },
  }
}
