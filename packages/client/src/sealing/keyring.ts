import { Lanes } from '@parley/e2ee'
import type { KeyStock, Vault, Whisper } from '@parley/e2ee/vault'
import { type InboxEntry, ParleyError, passkeySecret } from '@parley/protocol'
import type { Clock } from '../clock.ts'
import type { Link } from '../connection/link.ts'
import { type Readable, until, type Writable, writable } from '../readable.ts'
import { share } from '../share.ts'
import { isFull } from '../store/full.ts'
import { RoomLeft } from '../store/room-left.ts'
import { put, type Store } from '../store/store.ts'
import { Again } from './again.ts'
import { Inbox } from './inbox.ts'
import type { KeyringState } from './keyring-state.ts'
import { eraseVault, type OpenVault } from './open-vault.ts'
import { forgetPasskeys, type PasskeyTouch } from './passkey-touch.ts'
import { vaultPlace } from './vault-place.ts'

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
  readonly #inbox = new Inbox()
  readonly #lanes = new Lanes()
  readonly #room: RoomLeft
  readonly #again: Again
  #owner: Owner | null = null
  #vault: Vault | null = null
  #storeName: string | null = null
  /** The last change of anybody's keys that has been taken in. */
  #since = 0
  #isBehind = true
  #working: Promise<void> | null = null
  #keeping: (() => void) | null = null
  #judging: Promise<void> | null = null

  constructor(parts: KeyringParts) {
    this.#parts = parts
    this.#room = new RoomLeft(parts.store, parts.clock)
    this.#again = new Again(parts.clock)
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

  /** The answer tells whether all that lies in the inbox now has been taken in: until then it may bring keys. */
  markInbox(): () => boolean {
    return this.#inbox.mark()
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
    const taken = this.#inbox.put(entry)
    void this.#work()
    return taken
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
    this.#inbox.clear()
    this.#storeName = null
    this.#keeping?.()
    this.#keeping = null
    this.#room.stop()
    await this.#working?.catch(() => undefined)
    this.#again.stop()
    this.#vault?.[Symbol.dispose]()
    this.#vault = null
    this.#parts.closed()
    this.#isBehind = true
    this.#state.set({ kind: 'closed' })
  }

  /** One thing after the other, until nothing is left to do or the server cannot be reached. */
  #work(): Promise<void> {
    this.#working ??= this.#workAll()
    return this.#working
  }

  async #workAll(): Promise<void> {
    // So that it is known to work before it can be done.
    await null
    this.#again.stop()
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
        if (!this.#isBehind && this.#inbox.isEmpty) return
        if (this.#state.get().kind === 'full') await this.#room.find()
        await this.#takeIn(vault)
        if (this.#inbox.isEmpty) await vault.askForKeys()
        this.#again.succeeded()
      }
    } catch (error) {
      if (isFull(error)) this.#wait({ kind: 'full' })
      else if (!(error instanceof ParleyError)) {
        if (vault === this.#vault) this.#set({ kind: 'failed', reason: String(error) })
        // What the server refuses is asked again with the next connection; what it could not answer, by and by.
      } else if (error.retryable) this.#again.later(() => void this.#work(), error.detail.retryAfter)
    } finally {
      // Not a moment later: whoever comes with more after the last look has to find nobody at work.
      this.#working = null
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
    const kept = await vaultPlace(owner.device, store, this.#parts.clock)
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

  async #takeIn(vault: Vault): Promise<void> {
    const { store, heard } = this.#parts
    const link = this.#parts.link()
    const batch = this.#inbox.first(atOnce)
    const isBehind = this.#isBehind
    this.#isBehind = false
    try {
      const since = this.#since
      const news = isBehind ? await link.call('keys.changes', { since }) : { users: [], next: since }
      const stock: KeyStock = await link.call('keys.state', {})
      const parcels = batch.map(({ from, body }) => ({ from: from.user, body }))
      const whispers = await vault.receive(parcels, news.users, stock)
      this.#since = news.next
      await store.write([put('meta', '', 'keys-since', news.next)], 'relaxed').catch(() => undefined)
      // What another device of mine has just said may have confirmed this one.
      if (isBehind || (batch.length > 0 && this.#lacksSecrets())) await this.#stand(vault, isBehind)
      for (const whisper of whispers) await heard(whisper).catch(() => undefined)
    } catch (error) {
      this.#isBehind ||= isBehind
      throw error
    }
    this.#inbox.took(batch.length)
  }

  #lacksSecrets(): boolean {
    const state = this.#state.get()
    return state.kind === 'unconfirmed' || (state.kind === 'ready' && !state.backup)
  }

  /** What this device is to its person; the first one of an account makes the identity, and nobody has to ask for it. */
  async #stand(vault: Vault, mayAsk = true): Promise<void> {
    await this.#inTurn(async () => await this.#standNow(vault, mayAsk))
  }

  /** One after the other: what was asked before a change must not be said after it, nor halfway through. */
  #inTurn<T>(turn: () => Promise<T>): Promise<T> {
    return this.#lanes.run('stand', turn)
  }

  async #standNow(vault: Vault, mayAsk = true): Promise<void> {
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
    const backup = await this.#openBackup(vault, mayAsk)
    try {
      await vault.backup.restore()
    } finally {
      this.#set({ kind: 'ready', recovery, backup })
    }
    this.keep()
  }

  /** The key of the backup comes from another device of mine, after that one has confirmed this one. */
  async #openBackup(vault: Vault, mayAsk: boolean): Promise<boolean> {
    const { backup } = vault
    const isOpen = (await backup.begin()) || ((await backup.takeKey()) && (await backup.begin()))
    // A device that has just been confirmed has asked already.
    if (mayAsk && this.#state.get().kind === 'ready') await vault.askForSecrets()
    return isOpen
  }

  #set(state: KeyringState): void {
    this.#state.update((before) => share(before, state))
  }

  /** New keys have come: they go into the backup with the next pause. */
  keep(): void {
    this.#keeping ??= this.#parts.clock.after(collect, () => {
      this.#keeping = null
      this.#vault?.backup.keep().catch(() => undefined)
    })
  }

  /** A new recovery key, in place of any there was; with that one the passkeys beside it stop opening messages. */
  async makeRecoveryKey(): Promise<string> {
    const { key, body } = await this.use().makeRecovery()
    const link = this.#parts.link()
    const before = await link.call('secrets.get', { name: recoveryName })
    if (before.body !== null) await forgetPasskeys(this.#parts.link())
    await link.call('secrets.put', { name: recoveryName, body })
    const state = this.#state.get()
    if (state.kind === 'ready') this.#set({ ...state, recovery: true })
    return key
  }

  /** Confirms this device by the recovery key, and takes what the backup holds. */
  async recover(key: string): Promise<void> {
    const vault = this.#vault
    if (!vault) throw new ParleyError('unavailable')
    const { body } = await this.#parts.link().call('secrets.get', { name: recoveryName })
    await this.#inTurn(async () => {
      if (body === null || !(await vault.recover({ key, body }))) throw new ParleyError('wrong_recovery_key')
      await this.#standNow(vault)
    })
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
    return await this.#inTurn(async () => {
      if (body === null || !(await vault.recoverByPasskey(output, body))) return false
      // It may hold the secrets of an identity that the person has given up since.
      if ((await vault.standing()) !== 'signed') return false
      await this.#standNow(vault)
      return this.#state.get().kind === 'ready'
    })
  }

  /** Another identity in place of the one that nobody has the keys of any more. */
  async startOver(): Promise<void> {
    const vault = this.#vault
    if (!vault) throw new ParleyError('unavailable')
    await this.#inTurn(async () => {
      await vault.makeIdentity(true)
      // The old recovery key, the passkeys beside it and the old backup open nothing of the new identity.
      await this.#parts.link().call('secrets.put', { name: recoveryName, body: null })
      await forgetPasskeys(this.#parts.link())
      const { backup } = await this.#parts.link().call('backups.current', {})
      if (backup) await this.#parts.link().call('backups.remove', { version: backup.version })
      await vault.backup.forget()
      await this.#standNow(vault)
    })
  }
}
