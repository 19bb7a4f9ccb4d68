import { Lanes } from '@parley/e2ee'
import type { KeyStock, Vault, Whisper } from '@parley/e2ee/vault'
import { type InboxEntry, ParleyError, passkeySecret, toBase64url } from '@parley/protocol'
import type { Clock } from '../clock.ts'
import type { Link } from '../connection/link.ts'
import { type Readable, until, type Writable, writable } from '../readable.ts'
import { share } from '../share.ts'
import { isFull } from '../store/full.ts'
import { RoomLeft } from '../store/room-left.ts'
import { put, type Store } from '../store/store.ts'
import type { KeyringState } from './keyring-state.ts'
import { eraseVault, type OpenVault, type VaultStore } from './open-vault.ts'

/** The device whose keys these are. */
export interface Owner {
  readonly user: string
  readonly device: string
}

export interface KeyringParts {
  readonly store: Store
  readonly clock: Clock
  readonly link: () => Link
  readonly open: OpenVault
  /** Told what other devices have sealed for this one, in order; it is acknowledged afterwards. */
  readonly heard: (whisper: Whisper) => Promise<void>
  /** Told once the keys are open: what was closed may be readable. */
  readonly opened: (vault: Vault) => void
  /** Told when they are closed again. */
  readonly closed: () => void
  /** Told that keys of rooms have come. */
  readonly keysCame: (rooms: readonly string[]) => void
}

interface Waiting {
  readonly entry: InboxEntry
  readonly taken: () => void
}

/** A passkey that was just touched, and what its authenticator derived meanwhile (WebAuthn Level 3 §10.1.4). */
export interface PasskeyTouch {
  /** Id of the credential, base64url. */
  readonly passkey: string
  /** 32 bytes that nothing but this passkey makes. They never leave the device. */
  readonly output: Uint8Array
}

/** The secret that only the recovery key opens. */
const recoveryName = 'recovery'
/** Milliseconds over which new keys are collected before they go into the backup. */
const collect = 500
/** Milliseconds in which keys are open, where they can be. */
const opensWithin = 10_000
/** Milliseconds in which they are made and known to the server, on a slow line too. */
const madeWithin = 60_000
/** Inbox entries that are taken in at once. */
const atOnce = 100

/** The keys of whoever is signed in here: opened once, kept in step with the server's key service. */
export class Keyring {
  readonly #parts: KeyringParts
  readonly #state: Writable<KeyringState> = writable<KeyringState>({ kind: 'closed' })
  readonly #waiting: Waiting[] = []
  readonly #lanes = new Lanes()
  readonly #room: RoomLeft
  #owner: Owner | null = null
  #vault: Vault | null = null
  #storeName: string | null = null
  /** The last change of anybody's keys that has been taken in. */
  #since = 0
  #isBehind = true
  /** There is a backup whose key this device has not been given yet. */
  #lacksBackup = false
  /** What the backup holds has not been read yet. */
  #isUnread = false
  #working: Promise<void> | null = null
  #keeping: (() => void) | null = null
  #judging: Promise<void> | null = null

  constructor(parts: KeyringParts) {
    this.#parts = parts
    this.#room = new RoomLeft(parts.store, parts.clock)
  }

  get state(): Readable<KeyringState> {
    return this.#state
  }

  get owner(): Owner | null {
    return this.#owner
  }

  /** The keys, once they are open; null before, and where they cannot be. */
  get vault(): Vault | null {
    return this.#vault
  }

  /**
   * The keys of a device that may seal. Rejects with `no_keys` where it may not, with `unavailable` before it is known,
   * with `device_full` where there is no room for them.
   */
  use(): Vault {
    const { kind } = this.#state.get()
    if (this.#vault && kind === 'ready') return this.#vault
    if (kind === 'full') throw new ParleyError('device_full')
    throw new ParleyError(kind === 'closed' ? 'unavailable' : 'no_keys')
  }

  /** What an error means that keys have thrown: where they could not be kept, perhaps that this device is full. */
  async named(error: unknown): Promise<unknown> {
    if (error instanceof ParleyError) return error
    await this.#judging
    return this.#state.get().kind === 'full' ? new ParleyError('device_full', { cause: error }) : error
  }

  /** Resolves once it is known whether this device may seal, or when the time is over. */
  async settled(within = opensWithin): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const cancel = this.#parts.clock.after(within, resolve)
    void until(this.#state, ({ kind }) => kind !== 'closed').then(() => resolve())
    await promise
    cancel()
  }

  /** Somebody is signed in, or nobody is any more. */
  follow(owner: Owner | null): void {
    if (owner?.device === this.#owner?.device) return
    this.#owner = owner
    if (owner) void this.#work()
  }

  /** The connection is there, or somebody's keys have changed. */
  wake(): void {
    this.#isBehind = true
    void this.#work()
  }

  /** Takes in what lay in the inbox; resolves once it is kept. */
  take(entry: InboxEntry): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#waiting.push({ entry, taken: resolve })
    void this.#work()
    return promise
  }

  /** Nobody uses this device any more: its keys are gone for good. */
  async forget(): Promise<void> {
    const name = this.#storeName
    await this.close()
    this.#owner = null
    this.#since = 0
    if (name !== null) await eraseVault(name)
  }

  async close(): Promise<void> {
    this.#waiting.length = 0
    this.#storeName = null
    this.#keeping?.()
    this.#keeping = null
    this.#room.stop()
    await this.#working?.catch(() => undefined)
    this.#vault?.[Symbol.dispose]()
    this.#vault = null
    this.#parts.closed()
    this.#isBehind = true
    this.#lacksBackup = false
    this.#isUnread = false
    this.#state.set({ kind: 'closed' })
  }

  /** One thing after the other, until nothing is left to do or the server cannot be reached. */
  #work(): Promise<void> {
    this.#working ??= this.#workAll().finally(() => {
      this.#working = null
    })
    return this.#working
  }

  async #workAll(): Promise<void> {
    const owner = this.#owner
    let vault = this.#vault
    try {
      while (owner && owner === this.#owner) {
        if (!this.#vault) {
          this.#vault = await this.#open(owner)
          this.#parts.opened(this.#vault)
        }
        vault = this.#vault
        if (this.#parts.link().state.get().kind !== 'live') return
        if (!this.#isBehind && this.#waiting.length === 0) return
        if (this.#state.get().kind === 'full') await this.#room.find()
        await this.#takeIn(vault)
      }
    } catch (error) {
      // What the server refuses or cannot answer now is asked again with the next connection.
      if (isFull(error)) this.#wait({ kind: 'full' })
      else if (!(error instanceof ParleyError) && vault === this.#vault)
        this.#set({ kind: 'failed', reason: String(error) })
    }
  }

  /** It goes on by itself, as soon as there is room. */
  #wait(state: KeyringState): void {
    this.#set(state)
    this.#room.later(() => void this.#work())
  }

  /** The library does not say whether something could not be kept for lack of room. */
  async #judge(fault: Error): Promise<void> {
    const isRoomWanted = await this.#room.find().then(() => false, isFull)
    if (this.#owner) this.#wait(isRoomWanted ? { kind: 'full' } : { kind: 'failed', reason: String(fault) })
  }

  /** The keys in memory are ahead of those that are kept, and would be gone after a reload: they are opened anew. */
  #lost(vault: Vault, fault: Error): void {
    if (vault !== this.#vault) return
    this.#vault = null
    this.#isBehind = true
    vault[Symbol.dispose]()
    this.#parts.closed()
    this.#set({ kind: 'closed' })
    this.#judging = this.#judge(fault)
  }

  async #open(owner: Owner): Promise<Vault> {
    const { store, link, open, keysCame } = this.#parts
    const kept = await this.#kept(owner)
    this.#storeName = kept.name
    this.#since = ((await store.get('meta', '', 'keys-since')) as number | undefined) ?? 0
    const vault = await open(owner, kept, (command, input) => link().call(command, input))
    vault.onKeys((rooms) => {
      this.keep()
      keysCame(rooms)
    })
    vault.onFault((fault) => this.#lost(vault, fault))
    return vault
  }

  /** The name of the store and what seals it; made when the device is new. */
  async #kept({ device }: Owner): Promise<VaultStore> {
    const { store, clock } = this.#parts
    const known = (await store.get('meta', '', 'vault')) as VaultStore | undefined
    const name = `parley-keys-${device}`
    if (known?.name === name) return known
    const fresh = { name, passphrase: toBase64url(clock.bytes(32)) }
    await store.write([put('meta', '', 'vault', fresh)], 'strict')
    return fresh
  }

  async #takeIn(vault: Vault): Promise<void> {
    const { store, heard } = this.#parts
    const link = this.#parts.link()
    const batch = this.#waiting.slice(0, atOnce)
    const isBehind = this.#isBehind
    this.#isBehind = false
    try {
      const since = this.#since
      const news = isBehind ? await link.call('keys.changes', { since }) : { users: [], next: since }
      const stock: KeyStock = await link.call('keys.state', {})
      const parcels = batch.map(({ entry }) => ({ from: entry.from.user, body: entry.body }))
      const whispers = await vault.receive(parcels, news.users, stock)
      this.#since = news.next
      await store.write([put('meta', '', 'keys-since', news.next)], 'relaxed').catch(() => undefined)
      // What another device of mine has just said may have confirmed this one.
      const isWaiting = batch.length > 0 && (this.#lacksBackup || this.#state.get().kind === 'unconfirmed')
      if (isBehind || isWaiting) await this.#stand(vault, isBehind)
      for (const whisper of whispers) await heard(whisper).catch(() => undefined)
    } catch (error) {
      this.#isBehind ||= isBehind
      throw error
    }
    this.#waiting.splice(0, batch.length)
    for (const { taken } of batch) taken()
  }

  /** What this device is to its person; the first one of an account makes the identity, and nobody has to ask for it. */
  #stand(vault: Vault, mayAsk = true): Promise<void> {
    // One after the other: what was asked before a change must not be said after it.
    return this.#lanes.run('stand', async () => await this.#standNow(vault, mayAsk))
  }

  async #standNow(vault: Vault, mayAsk: boolean): Promise<void> {
    const standing = await vault.standing()
    if (standing === 'unsigned' && this.#state.get().kind === 'unconfirmed' && !mayAsk) return
    const { body } = await this.#parts.link().call('secrets.get', { name: recoveryName })
    const recovery = body !== null
    if (standing === 'unsigned') return this.#set({ kind: 'unconfirmed', recovery })
    if (standing !== 'signed') {
      try {
        await vault.makeIdentity()
      } catch (error) {
        if (!(error instanceof ParleyError) || error.code !== 'sign_in_again') throw error
        return this.#set({ kind: 'needs-sign-in' })
      }
    }
    await this.#openBackup(vault, mayAsk)
    this.#set({ kind: 'ready', recovery })
    if (this.#isUnread) await vault.restore()
    this.#isUnread = false
    this.keep()
  }

  /** The key of the backup comes from another device of mine, after that one has confirmed this one. */
  async #openBackup(vault: Vault, mayAsk: boolean): Promise<void> {
    this.#lacksBackup = !(await vault.beginBackup())
    if (this.#lacksBackup && (await vault.takeBackupKey())) {
      this.#lacksBackup = !(await vault.beginBackup())
      this.#isUnread = true
    }
    // A device that has just been confirmed has asked already.
    if (mayAsk && this.#state.get().kind === 'ready') await vault.askForSecrets()
  }

  #set(state: KeyringState): void {
    this.#state.update((before) => share(before, state))
  }

  /** New keys have come: they go into the backup with the next pause. */
  keep(): void {
    this.#keeping ??= this.#parts.clock.after(collect, () => {
      this.#keeping = null
      this.#vault?.backUp().catch(() => undefined)
    })
  }

  /** A new recovery key, in place of any there was; with that one the passkeys beside it stop opening messages. */
  async makeRecoveryKey(): Promise<string> {
    const { key, body } = await this.use().makeRecovery()
    const link = this.#parts.link()
    const before = await link.call('secrets.get', { name: recoveryName })
    if (before.body !== null) await this.#forgetPasskeys()
    await link.call('secrets.put', { name: recoveryName, body })
    this.#set({ kind: 'ready', recovery: true })
    return key
  }

  /** Confirms this device by the recovery key, and takes what the backup holds. */
  async recover(key: string): Promise<void> {
    const vault = this.#vault
    if (!vault) throw new ParleyError('unavailable')
    const { body } = await this.#parts.link().call('secrets.get', { name: recoveryName })
    if (body === null || !(await vault.recover({ key, body }))) throw new ParleyError('wrong_recovery_key')
    await vault.restore()
    await this.#stand(vault)
  }

  /**
   * What a passkey can do here, once it is known what this device may: it lets a device that is ready open the messages
   * on the next one, and confirms a device that waits. Answers whether the passkey opens them now.
   */
  async takePasskey({ passkey, output }: PasskeyTouch): Promise<boolean> {
    await this.settled(madeWithin)
    const vault = this.#vault
    const { kind } = this.#state.get()
    if (!vault || (kind !== 'ready' && kind !== 'unconfirmed')) return false
    const name = passkeySecret(passkey)
    const link = this.#parts.link()
    if (kind === 'ready') {
      const body = await vault.sealForPasskey(output)
      if (body !== null) await link.call('secrets.put', { name, body })
      return body !== null
    }
    const { body } = await link.call('secrets.get', { name })
    if (body === null || !(await vault.recoverByPasskey(output, body))) return false
    // It may hold the secrets of an identity that the person has given up since.
    if ((await vault.standing()) !== 'signed') return false
    await vault.restore()
    await this.#stand(vault)
    return this.#state.get().kind === 'ready'
  }

  /** Another identity in place of the one that nobody has the keys of any more. */
  async startOver(): Promise<void> {
    const vault = this.#vault
    if (!vault) throw new ParleyError('unavailable')
    await vault.makeIdentity(true)
    // The old recovery key, the passkeys beside it and the old backup open nothing of the new identity.
    await this.#parts.link().call('secrets.put', { name: recoveryName, body: null })
    await this.#forgetPasskeys()
    const { backup } = await this.#parts.link().call('backups.current', {})
    if (backup) await this.#parts.link().call('backups.remove', { version: backup.version })
    await this.#stand(vault)
  }

  async #forgetPasskeys(): Promise<void> {
    const link = this.#parts.link()
    const { passkeys } = await link.call('passkeys.list', {})
    for (const { id, opens } of passkeys)
      if (opens) await link.call('secrets.put', { name: passkeySecret(id), body: null })
  }
}
