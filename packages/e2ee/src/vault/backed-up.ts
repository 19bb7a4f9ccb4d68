import type { BackupDecryptionKey, KeysBackupRequest } from '@matrix-org/matrix-sdk-crypto-wasm'
import { fromBase64url, type InputOf, type OutputOf } from '@parley/protocol'
import { idOf } from './names.ts'
import { parseObject } from './parse.ts'
import { type Opener, openItem, sealItem } from './sealed-item.ts'

/** A session of a room on its way into the backup. */
export type BackedUp = InputOf<'backups.put'>['sessions'][number]
type Kept = OutputOf<'backups.get'>['sessions'][number]

/** As the library packs it. */
interface Packed {
  readonly first_message_index: number
  readonly forwarded_count: number
  readonly is_verified: boolean
  readonly session_data: unknown
}

const openerOf = (key: BackupDecryptionKey): Opener => ({
  secret: fromBase64url(key.toBase64()),
  purpose: 'parley.backup',
})

/**
 * The sessions of one request. The library seals them for a public key, which the server knows too: it could put in
 * sessions of its own. So what is in the backup is sealed once more, with what only this person's devices have.
 */
export async function packed(key: BackupDecryptionKey, { body }: KeysBackupRequest): Promise<readonly BackedUp[]> {
  const rooms = (parseObject(body)?.['rooms'] ?? {}) as Record<string, { sessions: Record<string, Packed> }>
  const all = Object.entries(rooms).flatMap(([name, { sessions }]) =>
    Object.entries(sessions).map(async ([session, one]): Promise<BackedUp> => {
      const room = idOf(name)
      return {
        room,
        session,
        index: one.first_message_index,
        forwarded: one.forwarded_count,
        verified: one.is_verified,
        data: await sealItem(JSON.stringify({ room, session, data: one.session_data }), openerOf(key)),
      }
    }),
  )
  return await Promise.all(all)
}

/** What a session in the backup holds; null: it is damaged, stands in another place, or somebody else put it there. */
export async function unpacked(key: BackupDecryptionKey, { room, session, data: body }: Kept): Promise<unknown> {
  const { data, ...place } = parseObject((await openItem(body, openerOf(key))) ?? '') ?? {}
  if (place['room'] !== room || place['session'] !== session) return null
  const { ephemeral, mac, ciphertext } = parseObject(JSON.stringify(data)) ?? {}
  try {
    return JSON.parse(key.decryptV1(String(ephemeral), String(mac), String(ciphertext)))
  } catch {
    return null
  }
}
