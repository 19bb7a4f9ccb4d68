import { BackupDecryptionKey, type OlmMachine } from '@matrix-org/matrix-sdk-crypto-wasm'
import type { Courier } from '../courier.ts'
import { parseObject } from '../parse.ts'

/** Under this name the library asks for the key of the backup, and keeps what another own device answered. */
const backupSecret = 'm.megolm_backup.v1'

/** Asks the other own devices for the signing keys and the key of the backup, as far as they are missing here. */
export async function askForSecrets(machine: OlmMachine): Promise<void> {
  const own = await machine.getIdentity(machine.userId)
  if (own?.isVerified()) await machine.requestMissingSecretsIfNeeded()
}

/**
 * Takes the key of the backup that another own device has sent, if it is the key of the backup that there is: its
 * public part is compared, whoever sent it. true: it is in use from now on.
 */
export async function takeBackupKey(machine: OlmMachine, courier: Courier): Promise<boolean> {
  const offered = await machine.getSecretsFromInbox(backupSecret)
  if (offered.size === 0) return false
  const { backup } = await courier('backups.current', {})
  const wanted = parseObject(backup?.auth ?? '')?.['public_key']
  const key = [...offered].map(keyOf).find((one) => one?.megolmV1PublicKey.publicKeyBase64 === wanted)
  if (backup && key) await machine.saveBackupDecryptionKey(key, backup.version)
  await machine.deleteSecretsFromInbox(backupSecret)
  return backup !== null && key !== undefined
}

function keyOf(text: string): BackupDecryptionKey | null {
  try {
    return BackupDecryptionKey.fromBase64(text)
  } catch {
    return null
  }
}
