import type { NewSession } from '../../../ports/storage/sessions.ts'
import { type Row, userOf } from '../../sql/rows.ts'
import type { Db } from '../db.ts'
import { statement } from '../statement.ts'
import { forgetKeys } from './key-log.ts'

const insert = statement(`
  INSERT INTO sessions(device, "user", name, created_at, seen_at, refresh, rotated_at) VALUES ($1,$2,$3,$4,$4,$5,$4)`)
const end = statement(`
  UPDATE sessions SET revoked_at = $2 WHERE device = ANY($1::text[]) AND revoked_at IS NULL RETURNING device, "user"`)
const empty = statement('DELETE FROM inbox WHERE device = ANY($1::text[])')
const oldest = statement(`
  SELECT device FROM sessions WHERE "user" = $1 AND device <> $2 AND revoked_at IS NULL
  ORDER BY seen_at DESC, created_at DESC OFFSET $3::int8`)
const others = statement('SELECT device FROM sessions WHERE "user" = $1 AND device <> $2 AND revoked_at IS NULL')

export const deviceOf = (row: Row): string => row['device'] as string

export async function createSession(db: Db, user: string, session: NewSession, at: number): Promise<void> {
  await db.run(insert, session.device, user, session.name, at, session.refresh)
}

/** Answers those that were alive. The keys of a device, and what waits in its inbox, go with its session. */
export async function revoke(db: Db, devices: readonly string[], at: number): Promise<string[]> {
  if (devices.length === 0) return []
  const ended = new Map((await db.all(end, devices, at)).map((row) => [deviceOf(row), userOf(row)]))
  if (ended.size === 0) return []
  await db.run(empty, [...ended.keys()])
  await forgetKeys(
    db,
    [...ended].map(([device, user]) => ({ user, device })),
  )
  return devices.filter((device) => ended.has(device))
}

/** Ends all but a device and as many others as make `most`, those that were used last. */
export const revokeOldest = async (db: Db, user: string, keep: string, most: number, at: number): Promise<string[]> =>
  await revoke(db, (await db.all(oldest, user, keep, most - 1)).map(deviceOf), at)

export const revokeOthers = async (db: Db, user: string, keep: string, at: number): Promise<string[]> =>
  await revoke(db, (await db.all(others, user, keep)).map(deviceOf), at)
