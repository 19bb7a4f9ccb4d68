import type { AccountWrites, NewPasskey } from '../../../ports/storage/accounts.ts'
import type { Db } from '../db.ts'
import { statement } from '../statement.ts'
import type { Writers } from './index.ts'
import { holdUser } from './users.ts'

const find = statement('SELECT true FROM passkeys WHERE id = $1')
const insert = statement(`
  INSERT INTO passkeys(id, "user", public_key, counter, transports, created_at, used_at) VALUES ($1,$2,$3,$4,$5,$6,$6)`)
const use = statement(`
  UPDATE passkeys SET counter = $2, used_at = $3 WHERE id = $1 AND (counter < $2 OR (counter = 0 AND $2 = 0))`)
const own = statement('SELECT true FROM passkeys WHERE id = $1 AND "user" = $2')
const otherWays = statement(`
  SELECT EXISTS(SELECT 1 FROM passkeys WHERE "user" = $1 AND id <> $2)
    OR EXISTS(SELECT 1 FROM users WHERE id = $1 AND password IS NOT NULL) AS some`)
const remove = statement('DELETE FROM passkeys WHERE id = $1')
const removeSecret = statement(`DELETE FROM secrets WHERE "user" = $1 AND name = 'passkey.' || $2::text`)

export const hasPasskey = async (db: Db, id: string): Promise<boolean> => (await db.get(find, id)) !== undefined

export async function addPasskey(db: Db, user: string, passkey: NewPasskey, at: number): Promise<void> {
  const { id, publicKey, counter, transports } = passkey
  await db.run(insert, id, user, publicKey, counter, JSON.stringify(transports), at)
}

export const passkeyWriters: Writers<Pick<AccountWrites, 'passkey.add' | 'passkey.use' | 'passkey.remove'>> = {
  'passkey.add': async ({ db }, { user, passkey, at }) => {
    if (await hasPasskey(db, passkey.id)) return false
    await addPasskey(db, user, passkey, at)
    return true
  },
  'passkey.use': async ({ db }, { id, counter, at }) => (await db.run(use, id, counter, at)) > 0,
  'passkey.remove': async ({ db }, { user, id }) => {
    await holdUser(db, user)
    if (!(await db.get(own, id, user))) return 'unknown'
    if (!(await db.get(otherWays, user, id))?.['some']) return 'last'
    await db.run(remove, id)
    await db.run(removeSecret, user, id)
    return 'removed'
  },
}
