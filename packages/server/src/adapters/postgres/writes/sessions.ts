import type { Profile } from '@parley/protocol'
import type { Rotate, Rotated, SessionWrites } from '../../../ports/storage/sessions.ts'
import { userOf } from '../../sql/rows.ts'
import { judge } from '../../sql/sessions.ts'
import { statement } from '../statement.ts'
import type { Transaction } from '../transaction.ts'
import type { Writers } from './index.ts'
import { createSession, deviceOf, revoke, revokeOldest, revokeOthers } from './session-table.ts'

const find = statement(`
  SELECT s."user", s.created_at, s.seen_at, s.generation, s.refresh, s.refresh_before, s.keepsake, s.rotated_at, u.kind
  FROM sessions s JOIN users u ON u.id = s."user" WHERE s.device = $1 AND s.revoked_at IS NULL
  FOR NO KEY UPDATE OF s`)
const rotate = statement(`
  UPDATE sessions SET generation = $2, refresh = $3, refresh_before = $4, rotated_at = $5, seen_at = $5,
    keepsake = coalesce(keepsake, $6)
  WHERE device = $1`)
const see = statement('UPDATE sessions SET seen_at = $2 WHERE device = $1')
const own = statement('SELECT true FROM sessions WHERE device = $1 AND "user" = $2')
const forget = statement('DELETE FROM sessions WHERE revoked_at < $1')
const over = statement(`
  SELECT device FROM sessions WHERE revoked_at IS NULL AND (seen_at < $1 OR created_at < $2) ORDER BY device`)

async function rotated({ db }: Transaction, write: Rotate): Promise<Rotated> {
  const { device, generation, presented, next, keepsake, at } = write
  const row = await db.get(find, device)
  if (!row) return { kind: 'gone' }
  const user = userOf(row)
  const is = row['kind'] as Profile['kind']
  const verdict = judge(row, write)
  switch (verdict.kind) {
    case 'over':
      await revoke(db, [device], at)
      return { kind: 'gone' }
    case 'rotated':
      await db.run(rotate, device, generation + 1, next, presented, at, keepsake)
      return { kind: 'rotated', user, is }
    case 'repeated':
      return { kind: 'repeated', user, is }
    case 'late':
      await db.run(see, device, at)
      return { ...verdict, user, is }
    case 'reused':
      await revoke(db, [device], at)
      return { kind: 'reused', user }
  }
}

export const sessionWriters: Writers<SessionWrites> = {
  'session.create': async ({ db }, { user, session, most, at }) => {
    await createSession(db, user, session, at)
    return await revokeOldest(db, user, session.device, most, at)
  },
  'session.rotate': rotated,
  'session.revoke': async ({ db }, { user, which, at }) => {
    if ('except' in which) return await revokeOthers(db, user, which.except, at)
    return (await db.get(own, which.only, user)) ? await revoke(db, [which.only], at) : []
  },
  'session.expire': async ({ db }, { seenBefore, createdBefore, at }) => {
    await revoke(db, (await db.all(over, seenBefore, createdBefore)).map(deviceOf), at)
    return null
  },
  'session.forget': async ({ db }, { revokedBefore }) => {
    await db.run(forget, revokedBefore)
    return null
  },
}
