import type { DatabaseSync } from 'node:sqlite'
import type { IdentitySet, KeyWrites, NewSignature, SetIdentity } from '../../../ports/storage/keys.ts'
import type { Writers } from './index.ts'
import type { KeyLog } from './key-log.ts'

function identityWriter(db: DatabaseSync, log: KeyLog) {
  const session = db.prepare('SELECT created_at FROM sessions WHERE device = ? AND user = ? AND revoked_at IS NULL')
  const find = db.prepare('SELECT master, self_signing, user_signing FROM identities WHERE user = ?')
  const put = db.prepare(`
    INSERT INTO identities(user, master, self_signing, user_signing) VALUES (?,?,?,?) ON CONFLICT(user) DO UPDATE
    SET master = excluded.master, self_signing = excluded.self_signing, user_signing = excluded.user_signing`)
  const unsign = db.prepare('DELETE FROM signatures WHERE signer = ?')

  return ({ user, device, master, selfSigning, userSigning, replaceIfSince }: SetIdentity): IdentitySet => {
    const begun = session.get(device, user)?.['created_at'] as number | undefined
    if (begun === undefined) return { ok: false, why: 'gone' }
    const before = find.get(user)
    if (before) {
      const isSame =
        before['master'] === master && before['self_signing'] === selfSigning && before['user_signing'] === userSigning
      if (isSame) return { ok: true }
      if (replaceIfSince === null) return { ok: false, why: 'conflict' }
      if (begun < replaceIfSince) return { ok: false, why: 'sign_in_again' }
      // What the old keys vouched for nobody can check any more.
      if (before['master'] !== master) unsign.run(user)
    }
    put.run(user, master, selfSigning, userSigning)
    log.changed(user)
    return { ok: true }
  }
}

function signatureWriter(db: DatabaseSync, log: KeyLog) {
  const user = db.prepare('SELECT 1 FROM users WHERE id = ?')
  const count = db.prepare('SELECT count(*) n FROM signatures WHERE signer = ? AND user = ?')
  const find = db.prepare('SELECT signature FROM signatures WHERE signer = ? AND user = ? AND target = ? AND key = ?')
  const put = db.prepare('INSERT OR REPLACE INTO signatures(signer, user, target, key, signature) VALUES (?,?,?,?,?)')

  return (signer: string, signatures: readonly NewSignature[], most: number): boolean => {
    const known = ({ user, target, key }: NewSignature) => find.get(signer, user, target, key)?.['signature']
    for (const [about, own] of Map.groupBy(signatures, (made) => made.user)) {
      const fresh = new Set(
        own.filter((made) => known(made) === undefined).map(({ target, key }) => `${target}\0${key}`),
      )
      if (fresh.size > 0 && (count.get(signer, about)?.['n'] as number) + fresh.size > most) return false
    }
    const news = signatures.filter((made) => known(made) !== made.signature && user.get(made.user))
    for (const made of news) put.run(signer, made.user, made.target, made.key, made.signature)
    if (news.some((made) => made.user === signer)) log.changed(signer)
    return true
  }
}

export function identityWriters(db: DatabaseSync, log: KeyLog): Writers<Pick<KeyWrites, 'key.identity' | 'key.sign'>> {
  const sign = signatureWriter(db, log)
  return {
    'key.identity': identityWriter(db, log),
    'key.sign': ({ signer, signatures, most }) => sign(signer, signatures, most),
  }
}
