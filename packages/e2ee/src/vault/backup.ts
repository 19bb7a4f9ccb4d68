import {
  BackupDecryptionKey,
  type KeysBackupRequest,
  type OlmMachine,
  RoomId,
} from '@matrix-org/matrix-sdk-crypto-wasm'
import type { InputOf, OutputOf } from '@parley/protocol'
import type { Courier } from './courier.ts'
import { idOf, roomName } from './names.ts'
import { parseObject } from './parse.ts'

type Session = InputOf<'backups.put'>['sessions'][number]
type Kept = OutputOf<'backups.get'>['sessions'][number]

const algorithm = 'm.megolm_backup.v1.curve25519-aes-sha2'
/** Most sessions of one `backups.put`. */
const atOnce = 200

/**
 * Sees to it that every key that opens a room is kept at the server, sealed for a key that only this person has. Begins
 * a backup where there is none; false: there is one whose key this device does not have.
 */
export async function beginBackup(machine: OlmMachine, courier: Courier): Promise<boolean> {
  const { backup } = await courier('backups.current', {})
  const known = await machine.getBackupKeys()
  if (backup) {
    const key = known.decryptionKey
    if (!key || known.backupVersion !== backup.version) return false
    // The server names the public key; it must be the one of the key that we hold.
    await machine.enableBackupV1(key.megolmV1PublicKey.publicKeyBase64, backup.version)
    return true
  }
  const key = BackupDecryptionKey.createRandomKey()
  const auth = JSON.stringify({ public_key: key.megolmV1PublicKey.publicKeyBase64 })
  const { version } = await courier('backups.create', { algorithm, auth })
  const pub = key.megolmV1PublicKey.publicKeyBase64
  await machine.saveBackupDecryptionKey(key, version)
  await machine.enableBackupV1(pub, version)
  return true
}

function sessionsOf({ body }: KeysBackupRequest): readonly Session[] {
  const rooms = (parseObject(body)?.['rooms'] ?? {}) as Record<string, { sessions: Record<string, Packed> }>
  return Object.entries(rooms).flatMap(([room, { sessions }]) =>
    Object.entries(sessions).map(([session, packed]) => ({
      room: idOf(room),
      session,
      index: packed.first_message_index,
      forwarded: packed.forwarded_count,
      verified: packed.is_verified,
      data: JSON.stringify(packed.session_data),
    })),
  )
}

interface Packed {
  readonly first_message_index: number
  readonly forwarded_count: number
  readonly is_verified: boolean
  readonly session_data: unknown
}

/** Puts what is not there yet into the backup. */
export async function backUp(machine: OlmMachine, courier: Courier): Promise<void> {
  if (!(await machine.isBackupEnabled())) return
  for (let request = await machine.backupRoomKeys(); request; request = await machine.backupRoomKeys()) {
    const sessions = sessionsOf(request)
    let standing: OutputOf<'backups.put'> = { count: 0, etag: '' }
    for (let from = 0; from < sessions.length; from += atOnce) {
      const part = sessions.slice(from, from + atOnce)
      standing = await courier('backups.put', { version: request.version, sessions: part })
    }
    await machine.markRequestAsSent(request.id, request.type, JSON.stringify(standing))
  }
}

function opened(key: BackupDecryptionKey, { session, data }: Kept): readonly [string, unknown] | null {
  const { ephemeral, mac, ciphertext } = parseObject(data) ?? {}
  try {
    return [session, JSON.parse(key.decryptV1(String(ephemeral), String(mac), String(ciphertext)))]
  } catch {
    return null
  }
}

/** Takes every key out of the backup. Whatever in it is damaged is left out. */
export async function restoreBackup(machine: OlmMachine, courier: Courier): Promise<void> {
  const { decryptionKey: key, backupVersion: version } = await machine.getBackupKeys()
  if (!key || version === undefined) return
  let after: string | null = null
  do {
    const page: OutputOf<'backups.get'> = await courier(
      'backups.get',
      after === null ? { version } : { version, after },
    )
    const rooms = new Map<RoomId, Map<string, unknown>>()
    for (const [room, kept] of Map.groupBy(page.sessions, (one) => one.room)) {
      const sessions = kept.map((one) => opened(key, one)).filter((one) => one !== null)
      rooms.set(new RoomId(roomName(room)), new Map(sessions))
    }
    await machine.importBackedUpRoomKeys(rooms, () => undefined, version)
    after = page.next
  } while (after !== null)
}
