import type { DatabaseSync } from 'node:sqlite'
import type { AccountReads } from '../../../ports/storage/accounts.ts'
import { credentialsOf, endOf, keptPasskeyOf, passkeyOf, selfOf } from '../../sql/accounts.ts'
import { profileOf, type Row } from '../../sql/rows.ts'
import type { Readers } from './index.ts'

type PasskeyReads = 'passkey.find' | 'passkey.list'

function passkeyKeys(db: DatabaseSync): Readers<Pick<AccountReads, PasskeyReads>> {
  const find = db.prepare('SELECT p.*, u.kind FROM passkeys p JOIN users u ON u.id = p.user WHERE p.id = ?')
  const list = db.prepare(`SELECT p.id, p.transports, p.created_at, p.used_at, s.name FROM passkeys p
    LEFT JOIN secrets s ON s.user = p.user AND s.name = 'passkey.' || p.id
    WHERE p.user = ? ORDER BY p.created_at DESC, p.id`)
  return {
    'passkey.find': ({ id }) => {
      const row = find.get(id)
      return row ? passkeyOf(row) : null
    },
    'passkey.list': ({ user }) => (list.all(user) as Row[]).map(keptPasskeyOf),
  }
}

function peopleKeys(db: DatabaseSync): Readers<Pick<AccountReads, 'account.profiles' | 'account.search'>> {
  const profiles = db.prepare('SELECT id, handle, name, kind FROM users WHERE id IN (SELECT value FROM json_each(?))')
  const search = db.prepare(`
    SELECT id, handle, name, kind FROM users
    WHERE kind <> 'guest' AND ((handle >= ?1 AND handle < ?2) OR (name_key >= ?1 AND name_key < ?2))
    ORDER BY name_key, id LIMIT CAST(?3 AS INTEGER)`)
  return {
    'account.profiles': ({ users }) => (profiles.all(JSON.stringify(users)) as Row[]).map(profileOf),
    'account.search': ({ text, limit }) => (search.all(text, endOf(text), limit) as Row[]).map(profileOf),
  }
}

export function accountKeys(db: DatabaseSync): Readers<AccountReads> {
  const owner = db.prepare("SELECT 1 FROM users WHERE kind = 'owner'")
  const handle = db.prepare('SELECT handle = ?1 exact FROM users WHERE handle = ?1 OR skeleton = ?2 ORDER BY 1 DESC')
  const credentials = db.prepare('SELECT id, kind, password FROM users WHERE handle = ?')
  const costliest = db.prepare(`
    SELECT password FROM users WHERE password GLOB '$2?$??$*' ORDER BY substr(password, 5, 2) DESC LIMIT 1`)
  const self = db.prepare(`
    SELECT id, handle, name, kind, password, invisible, typing, receipts, reports,
      (SELECT count(*) FROM passkeys WHERE user = users.id) passkeys FROM users WHERE id = ?`)
  return {
    ...passkeyKeys(db),
    ...peopleKeys(db),
    'account.costliest-bcrypt': () => (costliest.get()?.['password'] as string | undefined) ?? null,
    'account.owned': () => owner.get() !== undefined,
    'account.handle': ({ text, skeleton }) => {
      const row = handle.get(text, skeleton)
      if (!row) return 'free'
      return row['exact'] === 1 ? 'taken' : 'look-alike'
    },
    'account.credentials': (query) => {
      const row = credentials.get(query.handle)
      return row ? credentialsOf(row) : null
    },
    'account.self': ({ user }) => {
      const row = self.get(user)
      return row ? selfOf(row) : null
    },
  }
}
