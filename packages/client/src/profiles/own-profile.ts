import { Lanes } from '@parley/e2ee'
import { type OutputOf, ParleyError, ProfileFields, ProfileKey, SealedProfile } from '@parley/protocol'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { Link } from '../connection/link.ts'
import { type Readable, type Writable, writable } from '../readable.ts'
import { Again } from '../sealing/again.ts'
import { ownSpace } from '../sealing/envelope.ts'
import type { Keyring } from '../sealing/keyring.ts'
import { put, type Store } from '../store/store.ts'
import { isBlank, noFields, sealable } from './fields.ts'

export type MyProfile =
  /** Nothing is known yet: it comes with the connection, once the keys are open. */
  | { readonly kind: 'unknown' }
  /** There is one, and this device lacks its key. What is saved here takes its place. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'known'; readonly fields: ProfileFields }

export interface OwnProfileParts {
  readonly store: Store
  readonly clock: Clock
  readonly link: () => Link
  readonly keyring: () => Keyring
  /** Everybody who is in a sealed room with me now, as the rooms' own logs say. */
  readonly circle: () => ReadonlySet<string>
  /** There is a new key: those who share a room do not have it yet. */
  readonly keyMade: () => void
}

/** What this device keeps. `key`: null where nothing is said. `told`: who was in a room with me while the key was used. */
const Own = z.object({
  version: z.int(),
  key: ProfileKey.shape.key.nullable(),
  fields: ProfileFields,
  told: z.array(z.string()),
})
type Own = z.infer<typeof Own>
type Fetched = OutputOf<'profiles.get'>['profiles'][number]

const place = ['people', 'own-profile', 'me'] as const
const keyType = 'parley.profile-key'
/** So often a change is sealed anew because another device was faster. */
const tries = 3
const nothing: Own = { version: 0, key: null, fields: noFields, told: [] }

/** What I say about myself: the same on all my devices, sealed for whoever shares a sealed room with me. */
export class OwnProfile {
  readonly #parts: OwnProfileParts
  readonly #state: Writable<MyProfile> = writable<MyProfile>({ kind: 'unknown' })
  readonly #lanes = new Lanes()
  readonly #again: Again
  #own: Own | null = null
  /** The latest version that the server has shown, also one that cannot be opened here. */
  #latest = 0

  constructor(parts: OwnProfileParts) {
    this.#parts = parts
    this.#again = new Again(parts.clock)
  }

  get state(): Readable<MyProfile> {
    return this.#state
  }

  /** What goes with whatever is sealed for a room; null: nothing is said, or this device does not know the key. */
  get key(): ProfileKey | null {
    const { key, version } = this.#own ?? nothing
    return key === null ? null : { key, version }
  }

  async load(): Promise<void> {
    this.forget()
    this.#show(Own.safeParse(await this.#parts.store.get(...place)).data ?? null)
  }

  forget(): void {
    this.#again.stop()
    this.#latest = 0
    this.#show(null)
  }

  /** Somebody may have come into a room of mine: they get the key with the next thing that is sealed there. */
  met(): void {
    if (!this.#own?.key) return
    const told = new Set([...this.#own.told, ...this.#parts.circle()])
    if (told.size > this.#own.told.length) this.#keep({ ...this.#own, told: [...told] })
  }

  /** Looks what my devices have stored. */
  async sync(): Promise<void> {
    if (this.#parts.keyring().state.get().kind !== 'ready') return
    await this.#lanes.run('', () => this.#fetch()).catch(() => undefined)
  }

  /** Says something else. Rejects with `too_large`, `no_keys`, or when the server cannot be reached. */
  async set(typed: ProfileFields): Promise<void> {
    const fields = sealable(typed)
    await this.#lanes.run('', async () => {
      await this.#fetch()
      for (let left = tries; ; left -= 1) {
        try {
          return await this.#put(fields)
        } catch (error) {
          if (left === 1 || !(error instanceof ParleyError) || error.code !== 'stale') throw error
          await this.#fetch()
        }
      }
    })
  }

  async #fetch(): Promise<void> {
    const { link } = this.#parts
    const keyring = this.#parts.keyring()
    const user = keyring.use() && keyring.owner?.user
    if (user === undefined) return
    const held = this.#own?.version ?? 0
    const { profiles } = await link().call('profiles.get', { people: [{ user, version: held }] })
    const found = profiles.find((one) => one.user === user)
    if (!found) return this.#own ? undefined : this.#show(nothing)
    // An older one than my own devices have made: the next change goes above it.
    if (found.version <= held) return
    this.#latest = Math.max(this.#latest, found.version)
    const own = (await this.#opened(user, found)) ?? (await this.#openedLate(user, found))
    if (own) {
      this.#again.succeeded()
      return this.#keep(own)
    }
    this.#state.set({ kind: 'unreadable' })
    this.#again.later(() => void this.sync())
  }

  async #opened(user: string, { version, body, key: sealedKey }: Fetched): Promise<Own | null> {
    if (body === null || sealedKey === null) return { ...nothing, version }
    const key = await this.#openKey(user, sealedKey)
    if (key === null) return null
    const { openProfile } = await import('@parley/e2ee/vault')
    const opened = SealedProfile.safeParse(await openProfile(key, body)).data
    if (opened?.user !== user || opened.version !== version) return null
    const told = this.#own?.key === key ? this.#own.told : [...this.#parts.circle()]
    return { version, key, fields: opened.fields, told }
  }

  /** The device that has made the key may have put it into the backup after this one has read that. */
  async #openedLate(user: string, found: Fetched): Promise<Own | null> {
    await this.#parts.keyring().use().backup.look(ownSpace(user))
    return await this.#opened(user, found)
  }

  async #openKey(user: string, body: string): Promise<string | null> {
    const { keyring, clock } = this.#parts
    const sealed = { id: null, room: ownSpace(user), sender: user, at: clock.now(), body }
    const opening = await keyring().use().openEntry(sealed)
    if (opening.kind !== 'opened' || opening.type !== keyType) return null
    return z.object({ key: ProfileKey.shape.key }).safeParse(opening.content).data?.key ?? null
  }

  async #put(fields: ProfileFields): Promise<void> {
    const { link, keyMade } = this.#parts
    const keyring = this.#parts.keyring()
    const vault = keyring.use()
    const user = keyring.owner?.user ?? ''
    const version = Math.max(this.#own?.version ?? 0, this.#latest) + 1
    if (isBlank(fields)) {
      await link().call('profiles.put', { version, sealed: null })
      return this.#keep({ ...nothing, version })
    }
    const { makeProfileKey, sealProfile } = await import('@parley/e2ee/vault')
    const { key: before, told } = this.#turned()
    const key = before ?? makeProfileKey()
    const profile: SealedProfile = { v: 1, user, version, fields }
    const sealed = {
      body: await sealProfile(key, profile),
      key: await vault.seal(ownSpace(user), [user], keyType, { v: 1, key }),
    }
    // Whoever sees that there is a profile finds its key in the backup.
    await vault.backup.keep().catch(() => undefined)
    await link().call('profiles.put', { version, sealed })
    this.#keep({ version, key, fields, told: [...told] })
    if (before === null) keyMade()
  }

  /** The key to go on with; none where somebody who has it is in no room with me any more. */
  #turned(): { readonly key: string | null; readonly told: ReadonlySet<string> } {
    const { key, told } = this.#own ?? nothing
    const circle = this.#parts.circle()
    const isLost = told.some((user) => !circle.has(user))
    return { key: isLost ? null : key, told: isLost ? circle : new Set([...told, ...circle]) }
  }

  #keep(own: Own): void {
    this.#show(own)
    this.#parts.store.write([put(...place, own)], 'relaxed').catch(() => undefined)
  }

  #show(own: Own | null): void {
    this.#own = own
    this.#latest = Math.max(this.#latest, own?.version ?? 0)
    this.#state.set(own ? { kind: 'known', fields: own.fields } : { kind: 'unknown' })
  }
}
