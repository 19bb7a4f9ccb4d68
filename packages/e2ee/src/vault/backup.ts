import { BackupDecryptionKey, type OlmMachine, RoomId } from '@matrix-org/matrix-sdk-crypto-wasm'
import { type InputOf, type OutputOf, ParleyError } from '@parley/protocol'
import { type BackedUp, packed, unpacked } from './backed-up.ts'
import { batches } from './batches.ts'
import type { Courier } from './courier.ts'
import { Lanes } from './lanes.ts'
import { roomName } from './names.ts'
import { parseObject } from './parse.ts'

/** What the vault does for its backup. */
export interface BackupParts {
  readonly machine: OlmMachine
  readonly courier: Courier
  /** Whether this person has confirmed another device, which may have the key of a backup that is not shown here. */
  readonly hasOthers: () => Promise<boolean>
}

type Shown = NonNullable<OutputOf<'backups.current'>['backup']>
type Page = OutputOf<'backups.get'>

const algorithm = 'parley.backup.v1'
/** Under this name the library keeps what another own device has answered. */
const secret = 'm.megolm_backup.v1'
/** What one `backups.put` takes. */
const atOnce = { count: 200, characters: 56 * 1024 }

const publicKey = (key: BackupDecryptionKey): string => key.megolmV1PublicKey.publicKeyBase64
const isFor = (key: BackupDecryptionKey, { algorithm: its, auth }: Shown): boolean =>
  its === algorithm && parseObject(auth)?.['public_key'] === publicKey(key)

/** The keys that open rooms, kept at the server, sealed for a key that only this person's devices have. */
export class Backup {
  readonly #parts: BackupParts
  readonly #lanes = new Lanes()
  /** Versions that this device has come to know and not read. */
  readonly #unread = new Set<string>()
  /** Whether what the server shows as the backup is sealed for the key that is here. */
  #isOwn = false

  constructor(parts: BackupParts) {
    this.#parts = parts
  }

  /**
   * Goes on with the backup that the server shows, or begins one where there is none. What is shown counts only if it is
   * for the key that is here: nothing is put anywhere else. A backup that is gone begins again under the same key, so
   * that what opened the one before opens this one too. false: this device keeps nothing.
   */
  async begin(): Promise<boolean> {
    const { machine, courier, hasOthers } = this.#parts
    const { backup } = await courier('backups.current', {})
    const { decryptionKey: own, backupVersion: known } = await machine.getBackupKeys()
    this.#isOwn = false
    if (own ? backup && !isFor(own, backup) : backup || (await hasOthers())) return false
    const key = own ?? BackupDecryptionKey.createRandomKey()
    const version = backup?.version ?? (await this.#create(key))
    if (backup && version !== known) this.#unread.add(version)
    // The library believes of what it has put anywhere once that it is there.
    const isWhole = version === known && (backup?.count ?? 0) >= (await machine.roomKeyCounts()).backedUp
    if (isWhole) await machine.enableBackupV1(publicKey(key), version)
    else await this.#beginAfresh(key, version)
    this.#isOwn = true
    return true
  }

  /**
   * Takes the key that another own device has sent, if it is the one of the backup that the server shows, where it shows
   * any. true: `begin` goes on with it.
   */
  async takeKey(): Promise<boolean> {
    const { machine, courier } = this.#parts
    const offered = await machine.getSecretsFromInbox(secret)
    if (offered.size === 0) return false
    const { backup } = await courier('backups.current', {})
    const keys = [...offered].map(keyOf).filter((key) => key !== null)
    const key = keys.find((one) => !backup || isFor(one, backup))
    if (key) await machine.saveBackupDecryptionKey(key, backup?.version ?? '')
    if (key && backup) this.#unread.add(backup.version)
    await machine.deleteSecretsFromInbox(secret)
    return key !== undefined
  }

  /** The key has come together with the identity: what is in the version that it came with is to be read. */
  async found(): Promise<void> {
    const { backupVersion } = await this.#parts.machine.getBackupKeys()
    if (backupVersion !== undefined) this.#unread.add(backupVersion)
  }

  /** The key is given up: the next backup begins with another one. */
  async forget(): Promise<void> {
    this.#isOwn = false
    this.#unread.clear()
    await this.#parts.machine.disableBackup()
  }

  /** Puts what is not there yet into the backup. */
  async keep(): Promise<void> {
    await this.#lanes.run('keep', async () => {
      try {
        await this.#put()
      } catch (error) {
        if (!(error instanceof ParleyError) || error.code !== 'backup_replaced') throw error
        // Another device of mine has begun one in its place.
        if (await this.begin()) await this.#put()
      }
    })
  }

  /** Takes every key out of what has not been read. Whatever in it is damaged is left out. */
  async restore(): Promise<void> {
    for (const version of [...this.#unread]) {
      await this.#read(version)
      this.#unread.delete(version)
    }
  }

  /** Takes the keys of one room out of the backup once more: they may have been put there since it was read. */
  async look(room: string): Promise<void> {
    const { backupVersion } = await this.#parts.machine.getBackupKeys()
    if (this.#isOwn && backupVersion !== undefined) await this.#read(backupVersion, { room })
  }

  /** The library takes nothing for put into a version any more. */
  async #beginAfresh(key: BackupDecryptionKey, version: string): Promise<void> {
    const { machine } = this.#parts
    await machine.disableBackup()
    await machine.saveBackupDecryptionKey(key, version)
    await machine.enableBackupV1(publicKey(key), version)
  }

  async #create(key: BackupDecryptionKey): Promise<string> {
    // The answer may get lost: whoever finds the backup then has to have its key.
    await this.#parts.machine.saveBackupDecryptionKey(key, '')
    const auth = JSON.stringify({ public_key: publicKey(key) })
    return (await this.#parts.courier('backups.create', { algorithm, auth })).version
  }

  async #put(): Promise<void> {
    const { machine, courier } = this.#parts
    const { decryptionKey: key } = await machine.getBackupKeys()
    if (!this.#isOwn || !key) return
    for (let request = await machine.backupRoomKeys(); request; request = await machine.backupRoomKeys()) {
      const { version } = request
      let standing: OutputOf<'backups.put'> = { count: 0, etag: '' }
      for (const part of batches<BackedUp>(await packed(key, request), atOnce))
        standing = await courier('backups.put', { version, sessions: [...part] })
      await machine.markRequestAsSent(request.id, request.type, JSON.stringify(standing))
    }
  }

  async #read(version: string, part: { readonly room?: string } = {}): Promise<void> {
    const { machine } = this.#parts
    const { decryptionKey: key, backupVersion: current = version } = await machine.getBackupKeys()
    if (!key) return
    const pageAfter = (after: string | null) =>
      this.#page(after === null ? { version, ...part } : { version, ...part, after })
    for (let page = await pageAfter(null); page; page = await pageAfter(page.next)) {
      const sessions = page.sessions.map(async (one) => ({ ...one, opened: await unpacked(key, one) }))
      const whole = (await Promise.all(sessions)).filter(({ opened }) => opened !== null)
      const rooms = Map.groupBy(whole, ({ room }) => room)
      const named = [...rooms].map(
        ([room, some]) =>
          [new RoomId(roomName(room)), new Map(some.map(({ session, opened }) => [session, opened]))] as const,
      )
      await machine.importBackedUpRoomKeys(new Map(named), () => undefined, version)
      if (page.next === null) break
    }
    if (current !== version) await this.#beginAfresh(key, current)
  }

  /** null: there is no such version any more. */
  async #page(asked: InputOf<'backups.get'>): Promise<Page | null> {
    try {
      return await this.#parts.courier('backups.get', asked)
    } catch (error) {
      if (error instanceof ParleyError && error.code === 'not_found') return null
      throw error
    }
  }
}

function keyOf(text: string): BackupDecryptionKey | null {
  try {
    return BackupDecryptionKey.fromBase64(text)
  } catch {
    return null
  }
}
