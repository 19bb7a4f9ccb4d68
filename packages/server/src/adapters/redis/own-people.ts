import type { Seen } from '../../ports/presence-board.ts'
import type { RedisNode } from './node.ts'
import type { Command } from './wire.ts'

/** Somebody and what they are now. */
export type Change = readonly [user: string, state: Seen]

/** What a node says about its people: how many times they have changed, and the last changes. */
export interface News {
  readonly version: number
  readonly changes: readonly Change[]
}

/** Fields that one command sets. */
const chunk = 500
/** The field that holds the version; those of people begin with a quote, whatever they are called. */
const versionField = 'v'
const fieldOf = (user: string): string => JSON.stringify(user)

export const peopleKey = (node: RedisNode, id: string): string => node.key('people', id)

/** A stored hash as it was answered: names and values by turns. null: there is none. */
export function peopleOf(row: readonly string[]): { version: number; people: Map<string, 'online' | 'away'> } | null {
  let version: number | null = null
  const people = new Map<string, 'online' | 'away'>()
  for (let at = 0; at + 1 < row.length; at += 2) {
    const [field = '', value] = [row[at], row[at + 1]]
    if (field === versionField) version = Number(value)
    else people.set(JSON.parse(field) as string, value === 'online' ? 'online' : 'away')
  }
  return version === null ? null : { version, people }
}

/**
 * The people of this node as they are stored: one hash that ends with the lease. Each change is stored and then said;
 * what could not be stored, or is not there any more, is written anew as a whole.
 */
export class OwnPeople {
  readonly #node: RedisNode
  readonly #of: (user: string) => Seen
  readonly #here: () => readonly string[]
  /** Who is in the hash. */
  #stored = new Set<string>()
  #isStored = false
  #version = 0
  #changed = new Set<string>()
  #isBusy = false
  #isDue = false

  /** @param here everybody who is there */
  constructor(node: RedisNode, of: (user: string) => Seen, here: () => readonly string[]) {
    this.#node = node
    this.#of = of
    this.#here = here
  }

  changed(user: string): void {
    if (this.#changed.size === 0) setImmediate(() => void this.#work())
    this.#changed.add(user)
  }

  /** The lease of the node was renewed: so is this, and it is looked whether it is all there. */
  renew(): void {
    this.#isDue = true
    void this.#work()
  }

  /** One thing after the other: what changes meanwhile goes with the next. */
  async #work(): Promise<void> {
    if (this.#isBusy) return
    this.#isBusy = true
    try {
      while (this.#isDue || this.#changed.size > 0) {
        const isDue = this.#isDue
        this.#isDue = false
        if (isDue && this.#isStored) await this.#check()
        if (this.#isStored) await this.#update(isDue)
        else if (isDue) await this.#write()
        else this.#changed.clear()
      }
    } catch {
      // Redis is out of reach, or takes nothing: it is written anew with the next lease.
      this.#isStored = false
      this.#changed.clear()
    } finally {
      this.#isBusy = false
    }
  }

  async #check(): Promise<void> {
    const key = peopleKey(this.#node, this.#node.id)
    const [isThere, fields] = await this.#node.transact([
      ['PEXPIRE', key, `${this.#node.lease}`],
      ['HLEN', key],
    ])
    this.#isStored = isThere === 1 && fields === this.#stored.size + 1
  }

  async #write(): Promise<void> {
    this.#changed.clear()
    const here = this.#here()
    // Whoever counts finds a number missing, and reads the whole.
    this.#version += 2
    await this.#store([['DEL', peopleKey(this.#node, this.#node.id)]], here)
    this.#stored = new Set(here)
    this.#isStored = true
    this.#tell([])
  }

  async #update(isDue: boolean): Promise<void> {
    const changes = [...this.#changed].map((user): Change => [user, this.#of(user)])
    this.#changed.clear()
    if (changes.length > 0) {
      this.#version += 1
      const gone = changes.flatMap(([user, state]) => (state === null ? [user] : []))
      const there = changes.flatMap(([user, state]) => (state === null ? [] : [user]))
      const key = peopleKey(this.#node, this.#node.id)
      await this.#store(
        this.#chunks(gone).map((users): Command => ['HDEL', key, ...users.map(fieldOf)]),
        there,
      )
      for (const user of gone) this.#stored.delete(user)
      for (const user of there) this.#stored.add(user)
    }
    if (changes.length > 0 || isDue) this.#tell(changes)
  }

  async #store(first: readonly Command[], users: readonly string[]): Promise<void> {
    const key = peopleKey(this.#node, this.#node.id)
    const states = this.#chunks(users).map(
      (some): Command => ['HSET', key, ...some.flatMap((user) => [fieldOf(user), this.#of(user) ?? 'away'])],
    )
    await this.#node.transact([
      ...first,
      ...states,
      ['HSET', key, versionField, `${this.#version}`],
      ['PEXPIRE', key, `${this.#node.lease}`],
    ])
  }

  #chunks(users: readonly string[]): readonly (readonly string[])[] {
    return Array.from({ length: Math.ceil(users.length / chunk) }, (_, n) => users.slice(n * chunk, (n + 1) * chunk))
  }

  #tell(changes: readonly Change[]): void {
    this.#node.say('people', JSON.stringify({ version: this.#version, changes } satisfies News))
  }
}
