import type { IdentitySet, KeyWrites, NewSignature, SetIdentity } from '../../../ports/storage/keys.ts'
import { statement } from '../statement.ts'
import type { Transaction } from '../transaction.ts'
import type { Writers } from './index.ts'
import { keysChanged } from './key-log.ts'
import { holdUser } from './users.ts'

const session = statement(`
  SELECT s.created_at FROM sessions s JOIN users u ON u.id = s."user"
  WHERE s.device = $1 AND s."user" = $2 AND s.revoked_at IS NULL FOR NO KEY UPDATE OF u`)
const find = statement('SELECT master, self_signing, user_signing FROM identities WHERE "user" = $1')
const put = statement(`
  INSERT INTO identities("user", master, self_signing, user_signing) VALUES ($1,$2,$3,$4) ON CONFLICT ("user") DO UPDATE
  SET master = excluded.master, self_signing = excluded.self_signing, user_signing = excluded.user_signing`)
const unsign = statement('DELETE FROM signatures WHERE signer = $1')

const known = statement(`
  SELECT "user", target, key, signature FROM signatures WHERE signer = $1 AND "user" = ANY($2::text[])`)
const users = statement('SELECT id FROM users WHERE id = ANY($1::text[])')
const sign = statement(`
  INSERT INTO signatures(signer, "user", target, key, signature)
  SELECT $1, "user", target, key, signature
  FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS made("user", target, key, signature)
  ON CONFLICT (signer, "user", target, key) DO UPDATE SET signature = excluded.signature`)

async function setIdentity({ db }: Transaction, write: SetIdentity): Promise<IdentitySet> {
  const { user, device, master, selfSigning, userSigning, replaceIfSince } = write
  const begun = (await db.get(session, device, user))?.['created_at'] as number | undefined
  if (begun === undefined) return { ok: false, why: 'gone' }
  const before = await db.get(find, user)
  if (before) {
    const isSame =
      before['master'] === master && before['self_signing'] === selfSigning && before['user_signing'] === userSigning
    if (isSame) return { ok: true }
    if (replaceIfSince === null) return { ok: false, why: 'conflict' }
    if (begun < replaceIfSince) return { ok: false, why: 'sign_in_again' }
    // What the old keys vouched for nobody can check any more.
    if (before['master'] !== master) await db.run(unsign, user)
  }
  await db.run(put, user, master, selfSigning, userSigning)
  await keysChanged(db, [user])
  return { ok: true }
}

const nameOf = ({ user, target, key }: Omit<NewSignature, 'signature'>): string => `${user}\0${target}\0${key}`

async function setSignatures(
  { db }: Transaction,
  signer: string,
  signatures: readonly NewSignature[],
  most: number,
): Promise<boolean> {
  await holdUser(db, signer)
  const about = [...new Set(signatures.map(({ user }) => user))]
  const rows = (await db.all(known, signer, about)) as unknown as readonly NewSignature[]
  const before = new Map(rows.map((made) => [nameOf(made), made.signature]))
  for (const user of about) {
    const ids = signatures.filter((made) => made.user === user).map(nameOf)
    const fresh = new Set(ids.filter((id) => !before.has(id)))
    if (fresh.size > 0 && rows.filter((made) => made.user === user).length + fresh.size > most) return false
  }
  const there = new Set((await db.all(users, about)).map((row) => row['id']))
  const news = signatures.filter((made) => before.get(nameOf(made)) !== made.signature && there.has(made.user))
  const last = [...new Map(news.map((made) => [nameOf(made), made])).values()]
  if (last.length === 0) return true
  const of = (column: keyof NewSignature) => last.map((made) => made[column])
  await db.run(sign, signer, of('user'), of('target'), of('key'), of('signature'))
  if (last.some(({ user }) => user === signer)) await keysChanged(db, [signer])
  return true
}

export const identityWriters: Writers<Pick<KeyWrites, 'key.identity' | 'key.sign'>> = {
  'key.identity': setIdentity,
  'key.sign': async (transaction, { signer, signatures, most }) =>
    await setSignatures(transaction, signer, signatures, most),
}
