import { type OutputOf, type ProfileFields, ProfileKey, profilePage, SealedProfile } from '@parley/protocol'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { Link } from '../connection/link.ts'
import { type Readable, type Writable, writable } from '../readable.ts'
import { share } from '../share.ts'
import { put, type Store } from '../store/store.ts'
import { type Card, cardAt, isBlank, nextEnd } from './fields.ts'

export interface CardsParts {
  readonly store: Store
  readonly clock: Clock
  readonly link: () => Link
  readonly me: () => string | null
}

/** What this device knows of somebody: their newest key, the latest version that was proven, and what it said. */
const Known = z.object({ key: ProfileKey, proven: z.int(), fields: SealedProfile.shape.fields.nullable() })
type Known = z.infer<typeof Known>
type Fetched = OutputOf<'profiles.get'>['profiles'][number]

const group = 'cards'
/** Milliseconds between two looks whether a status has ended, at most. */
const lookEvery = 3_600_000

/** What others say about themselves. Nothing is shown that their own device has not sealed, for them, in this version. */
export class Cards {
  readonly #parts: CardsParts
  readonly #known = new Map<string, Known>()
  readonly #cards: Writable<ReadonlyMap<string, Card>> = writable<ReadonlyMap<string, Card>>(new Map())
  readonly #wanted = new Set<string>()
  #isAsking = false
  #stopWaiting: () => void = () => undefined

  constructor(parts: CardsParts) {
    this.#parts = parts
  }

  /** By user; nobody who says nothing. */
  get all(): Readable<ReadonlyMap<string, Card>> {
    return this.#cards
  }

  async load(): Promise<void> {
    this.forget()
    for (const { place, value } of await this.#parts.store.list('people', group)) {
      const known = Known.safeParse(value).data
      if (known) this.#known.set(String(place), known)
    }
    this.#show()
  }

  forget(): void {
    this.#stopWaiting()
    this.#known.clear()
    this.#wanted.clear()
    this.#cards.set(new Map())
  }

  close(): void {
    this.#stopWaiting()
  }

  /** The connection is there: everybody may have said something else meanwhile. */
  wake(): void {
    for (const user of this.#known.keys()) this.#wanted.add(user)
    void this.#ask()
  }

  /** The server says that somebody's profile is another one. */
  changed(user: string): void {
    if (!this.#known.has(user)) return
    this.#wanted.add(user)
    void this.#ask()
  }

  /** A device that somebody has signed says which key opens their profile. */
  heard(user: string, key: ProfileKey): void {
    const before = this.#known.get(user)
    if (user === this.#parts.me() || (before && before.key.version >= key.version)) return
    const known = { key, proven: before?.proven ?? 0, fields: before?.fields ?? null }
    this.#keep(user, known)
    if (known.proven < key.version) this.changed(user)
  }

  async #ask(): Promise<void> {
    if (this.#isAsking) return
    this.#isAsking = true
    try {
      while (this.#wanted.size > 0 && this.#parts.link().state.get().kind === 'live') await this.#askSome()
    } catch {
      // With the next connection, or the next change.
    } finally {
      this.#isAsking = false
    }
  }

  async #askSome(): Promise<void> {
    const users = [...this.#wanted].slice(0, profilePage)
    for (const user of users) this.#wanted.delete(user)
    const people = users.map((user) => ({ user, version: this.#versionOf(user) }))
    try {
      const { profiles } = await this.#parts.link().call('profiles.get', { people })
      for (const fetched of profiles) await this.#take(fetched)
    } catch (error) {
      for (const user of users) this.#wanted.add(user)
      throw error
    }
  }

  /** What need not be sent again: a version that is shown. */
  #versionOf(user: string): number {
    const known = this.#known.get(user)
    return known?.fields ? known.proven : 0
  }

  async #take({ user, version, body }: Fetched): Promise<void> {
    const before = this.#known.get(user)
    if (!before) return
    const fields = body === null ? null : await this.#open(user, version, before.key.key, body)
    const known = this.#known.get(user)
    if (!known || (body !== null && fields === null)) return
    // That somebody has removed theirs is proven by nobody: it hides it, and no version follows from it.
    if (body === null) return this.#keep(user, { ...known, fields: null })
    if (version < Math.max(known.proven, known.key.version)) return
    this.#keep(user, { ...known, proven: version, fields })
  }

  /** null: it is another person's, another version, damaged, or its key has not come yet. */
  async #open(user: string, version: number, key: string, body: string): Promise<ProfileFields | null> {
    const { openProfile } = await import('@parley/e2ee/vault')
    const opened = SealedProfile.safeParse(await openProfile(key, body)).data
    return opened?.user === user && opened.version === version ? opened.fields : null
  }

  #keep(user: string, known: Known): void {
    this.#known.set(user, known)
    this.#parts.store.write([put('people', group, user, known)], 'relaxed').catch(() => undefined)
    this.#show()
  }

  #show(): void {
    const { clock } = this.#parts
    const now = clock.now()
    const said = [...this.#known].flatMap(([user, { fields }]) => (fields ? [[user, fields] as const] : []))
    const cards = said
      .filter(([, fields]) => !isBlank(fields))
      .map(([user, fields]) => [user, cardAt(fields, now)] as const)
    this.#cards.update((before) => share(before, new Map(cards)))
    this.#stopWaiting()
    const end = nextEnd(
      said.map(([, fields]) => fields),
      now,
    )
    this.#stopWaiting = end === null ? () => undefined : clock.after(Math.min(lookEvery, end - now), () => this.#show())
  }
}
