import type { Trust, Vault, Verification, Whisper } from '@parley/e2ee/vault'
import { Id, ParleyError } from '@parley/protocol'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import { type Readable, writable } from '../readable.ts'
import { share } from '../share.ts'
import type { Keyring } from './keyring.ts'

/** What a person says to a verification under way. */
export type VerificationStep = 'accept' | 'compare' | 'confirm' | 'mismatch' | 'cancel'

export interface VerifyingParts {
  readonly clock: Clock
  readonly keyring: Keyring
  /** Whether I share a sealed room with somebody: only they may ask to be verified. */
  readonly isKnown: (user: string) => boolean
}

/** Under this name own devices hear that one of them has verified somebody. */
const verifiedType = 'parley.verified'
const Verified = z.object({ user: Id })

const nothing: Trust = { people: new Map(), devices: new Map() }

/** The verifications of this device, and what has come of them. */
export class Verifying {
  readonly #parts: VerifyingParts
  readonly #all = writable<readonly Verification[]>([])
  readonly #trust = writable<Trust>(nothing)
  readonly #proven = new Set<string>()
  #isLooking = false
  #isStale = false
  #cancelTimer: () => void = () => undefined

  constructor(parts: VerifyingParts) {
    this.#parts = parts
  }

  get all(): Readable<readonly Verification[]> {
    return this.#all
  }

  get trust(): Readable<Trust> {
    return this.#trust
  }

  /** The keys of this device are open. */
  follow(vault: Vault): void {
    vault.verifications.admitOnly(this.#parts.isKnown)
    vault.verifications.onChange((all) => this.#changed(vault, all))
    vault.trust.onChange(() => this.#look(vault))
    this.#look(vault)
  }

  forget(): void {
    this.#cancelTimer()
    this.#proven.clear()
    this.#all.set([])
    this.#trust.set(nothing)
  }

  /** Asks own devices to confirm this one, or confirms one of them from here. Answers the verification's id. */
  async askOwn(device: string | null): Promise<string> {
    return await this.#vault().verifications.askOwn(device)
  }

  /** Asks a person. Rejects with `no_keys`, `no_identity`. */
  async askPerson(user: string): Promise<string> {
    return await this.#parts.keyring.use().verifications.askPerson(user)
  }

  async step(id: string, step: VerificationStep): Promise<void> {
    const { verifications } = this.#vault()
    switch (step) {
      case 'accept':
      case 'compare':
      case 'confirm':
        return await verifications[step](id)
      case 'mismatch':
        return await verifications.cancel(id, 'mismatch')
      case 'cancel':
        return await verifications.cancel(id, 'refused')
    }
  }

  /** What the camera has seen. false: it is not the other side's code. */
  async scan(id: string, code: Uint8Array): Promise<boolean> {
    return await this.#vault().verifications.scan(id, code)
  }

  /** The new keys of somebody who was verified have been looked at. */
  async acceptChange(user: string): Promise<void> {
    const vault = this.#vault()
    await vault.trust.accept(user)
    this.#look(vault)
  }

  /** Another device of mine has verified somebody: its signature is at the server. */
  async heard({ type, content, from }: Whisper): Promise<void> {
    const said = type === verifiedType ? Verified.safeParse(content).data : undefined
    if (said && from.user === this.#parts.keyring.owner?.user) await this.#vault().freshIdentities([said.user])
  }

  #vault(): Vault {
    const { vault } = this.#parts.keyring
    if (!vault) throw new ParleyError('unavailable')
    return vault
  }

  #changed(vault: Vault, all: readonly Verification[]): void {
    this.#all.update((before) => share(before, all))
    for (const one of all) if (one.state.kind === 'done') this.#done(vault, one)
    this.#cancelTimer()
    const open = all.filter(({ state }) => state.kind !== 'done' && state.kind !== 'cancelled')
    if (open.length === 0) return
    const next = Math.min(...open.map(({ until }) => until))
    this.#cancelTimer = this.#parts.clock.after(Math.max(0, next - this.#parts.clock.now()), () => {
      vault.verifications.look(this.#parts.clock.now()).catch(() => undefined)
    })
  }

  #done(vault: Vault, { id, user, isOwn }: Verification): void {
    if (this.#proven.has(id)) return
    this.#proven.add(id)
    this.#look(vault)
    if (isOwn) this.#parts.keyring.wake()
    const me = this.#parts.keyring.owner?.user
    if (!isOwn && me !== undefined) vault.whisper([{ user: me }], verifiedType, { user }).catch(() => undefined)
  }

  /** Looks once more when something changed meanwhile. */
  #look(vault: Vault): void {
    this.#isStale = true
    if (!this.#isLooking) void this.#lookAll(vault)
  }

  async #lookAll(vault: Vault): Promise<void> {
    this.#isLooking = true
    try {
      while (this.#isStale && this.#parts.keyring.vault === vault) {
        this.#isStale = false
        const trust = await vault.trust.all()
        this.#trust.update((before) => share(before, trust))
      }
    } catch {
      // The keys have been closed meanwhile.
    } finally {
      this.#isLooking = false
    }
  }
}
