import type { Profile } from '@parley/protocol'
import type { Link } from '../connection/link.ts'
import { type Readable, type Writable, writable } from '../readable.ts'
import { share } from '../share.ts'
import { put, type Store } from '../store/store.ts'

/** Profiles asked for at once. */
const batch = 100

/** Everybody met so far. */
export class People {
  readonly #store: Store
  readonly #link: () => Link
  readonly #known: Writable<ReadonlyMap<string, Profile>> = writable<ReadonlyMap<string, Profile>>(new Map())
  readonly #wanted = new Set<string>()
  #isAsking = false

  constructor(store: Store, link: () => Link) {
    this.#store = store
    this.#link = link
  }

  get known(): Readable<ReadonlyMap<string, Profile>> {
    return this.#known
  }

  async load(): Promise<void> {
    const found = await this.#store.list('people', '')
    this.#known.set(new Map(found.map(({ place, value }) => [String(place), value as Profile])))
  }

  forget(): void {
    this.#known.set(new Map())
    this.#wanted.clear()
  }

  add(profiles: readonly Profile[]): void {
    const before = this.#known.get()
    const after = share(before, new Map([...before, ...profiles.map((profile) => [profile.id, profile] as const)]))
    if (after === before) return
    this.#known.set(after)
    const fresh = profiles.filter(({ id }) => after.get(id) !== before.get(id))
    this.#store
      .write(
        fresh.map((profile) => put('people', '', profile.id, profile)),
        'relaxed',
      )
      .catch(() => undefined)
  }

  /** Asks for those who are not known yet. */
  want(users: Iterable<string>): void {
    for (const user of users) if (!this.#known.get().has(user)) this.#wanted.add(user)
    void this.ask()
  }

  async ask(): Promise<void> {
    if (this.#isAsking) return
    this.#isAsking = true
    try {
      while (this.#wanted.size > 0 && this.#link().state.get().kind === 'live') {
        const users = [...this.#wanted].slice(0, batch)
        this.add((await this.#link().call('users.get', { users })).users)
        for (const user of users) this.#wanted.delete(user)
      }
    } catch {
      // With the next connection, or the next unknown sender.
    } finally {
      this.#isAsking = false
    }
  }
}
