import type { AccountReads } from '../../../ports/storage/accounts.ts'
import { credentialsOf, endOf, keptPasskeyOf, passkeyOf, selfOf } from '../../sql/accounts.ts'
import { profileOf } from '../../sql/rows.ts'
import { statement } from '../statement.ts'
import type { Readers } from './index.ts'

const passkey = statement(`
  SELECT p.id, p."user", p.public_key, p.counter, p.transports, u.kind
  FROM passkeys p JOIN users u ON u.id = p."user" WHERE p.id = $1`)
const passkeys = statement(`
  SELECT p.id, p.transports, p.created_at, p.used_at, s.name
  FROM passkeys p LEFT JOIN secrets s ON s."user" = p."user" AND s.name = 'passkey.' || p.id
  WHERE p."user" = $1 ORDER BY p.created_at DESC, p.id`)
const profiles = statement('SELECT id, handle, name, kind FROM users WHERE id = ANY($1::text[])')
const search = statement(`
  SELECT id, handle, name, kind FROM users
  WHERE kind <> 'guest' AND ((handle >= $1 AND handle < $2) OR (name_key >= $1 AND name_key < $2))
  ORDER BY name_key, id LIMIT $3::int8`)
const owner = statement("SELECT true FROM users WHERE kind = 'owner'")
const handle = statement('SELECT handle = $1 AS exact FROM users WHERE handle = $1 OR skeleton = $2')
const credentials = statement('SELECT id, kind, password FROM users WHERE handle = $1')
const costliest = statement(`
  SELECT password FROM users WHERE password LIKE '$2_$__$%' ORDER BY substr(password, 5, 2) DESC LIMIT 1`)
const self = statement(`
  SELECT id, handle, name, kind, password, invisible, typing, receipts, reports,
    (SELECT count(*) FROM passkeys WHERE "user" = users.id) AS passkeys FROM users WHERE id = $1`)

const passkeyReads: Readers<Pick<AccountReads, 'passkey.find' | 'passkey.list'>> = {
  'passkey.find': async (db, { id }) => {
    const row = await db.get(passkey, id)
    return row ? passkeyOf(row) : null
  },
  'passkey.list': async (db, { user }) => (await db.all(passkeys, user)).map(keptPasskeyOf),
}

export const accountReads: Readers<AccountReads> = {
  ...passkeyReads,
  'account.profiles': async (db, { users }) => (await db.all(profiles, users)).map(profileOf),
  'account.search': async (db, { text, limit }) => (await db.all(search, text, endOf(text), limit)).map(profileOf),
  'account.costliest-bcrypt': async (db) => ((await db.get(costliest))?.['password'] as string | undefined) ?? null,
  'account.owned': async (db) => (await db.get(owner)) !== undefined,
  'account.handle': async (db, { text, skeleton }) => {
    const rows = await db.all(handle, text, skeleton)
    if (rows.length === 0) return 'free'
    return rows.some((row) => row['exact']) ? 'taken' : 'look-alike'
  },
  'account.credentials': async (db, query) => {
    const row = await db.get(credentials, query.handle)
    return row ? credentialsOf(row) : null
  },
  'account.self': async (db, { user }) => {
    const row = await db.get(self, user)
    return row ? selfOf(row) : null
  },
}
