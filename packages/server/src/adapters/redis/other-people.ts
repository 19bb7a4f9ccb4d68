import type { Seen } from '../../ports/presence-board.ts'
import type { RedisNode } from './node.ts'
import { type Change, type News, peopleKey, peopleOf } from './own-people.ts'

/** The people of another node, as far as they are known here. */
interface Mirror {
  version: number
  people: Map<string, 'online' | 'away'>
  isReading: boolean
  /** The version that is known to exist. */
  wanted: number
}

/** The people of all other nodes. Changes come by themselves; where one is missing, the whole is read. */
export class OtherPeople {
  readonly #node: RedisNode
  readonly #mirrors = new Map<string, Mirror>()
  readonly #around: (users: readonly string[], act: () => void) => void

  /** @param around does something that may change what these people are */
  constructor(node: RedisNode, around: (users: readonly string[], act: () => void) => void) {
    this.#node = node
    this.#around = around
  }

  *of(user: string): Generator<Seen> {
    for (const { people } of this.#mirrors.values()) yield people.get(user) ?? null
  }

  met(peer: string): void {
    if (!this.#mirrors.has(peer))
      this.#mirrors.set(peer, { version: 0, people: new Map(), isReading: false, wanted: 0 })
    void this.#read(peer)
  }

  hear(peer: string, { version, changes }: News): void {
    const mirror = this.#mirrors.get(peer)
    if (!mirror || version <= mirror.version) return
    mirror.wanted = Math.max(mirror.wanted, version)
    // A version alone says that there was a change, not which.
    const isNext = version === mirror.version + 1 && changes.length > 0
    if (!mirror.isReading && isNext) this.#apply(mirror, version, changes)
    else void this.#read(peer)
  }

  gone(peer: string): void {
    const mirror = this.#mirrors.get(peer)
    if (mirror) this.#around([...mirror.people.keys()], () => this.#mirrors.delete(peer))
  }

  #apply(mirror: Mirror, version: number, changes: readonly Change[]): void {
    this.#around(
      changes.map(([user]) => user),
      () => {
        mirror.version = version
        for (const [user, state] of changes) {
          if (state === null) mirror.people.delete(user)
          else mirror.people.set(user, state)
        }
      },
    )
  }

  /** What was said is stored already: one more read is enough for what came while one was under way. */
  async #read(peer: string): Promise<void> {
    const mirror = this.#mirrors.get(peer)
    if (!mirror || mirror.isReading) return
    mirror.isReading = true
    try {
      let isBehind = true
      while (isBehind) {
        const wanted = mirror.wanted
        const [row] = await this.#node.transact([['HGETALL', peopleKey(this.#node, peer)]])
        const found = peopleOf(row as readonly string[])
        if (found && this.#mirrors.get(peer) === mirror) this.#replace(mirror, found)
        isBehind = found !== null && mirror.wanted > wanted && mirror.wanted > mirror.version
      }
    } catch {
      // Redis is out of reach: the next thing that is said of them shows that they are not known.
    } finally {
      mirror.isReading = false
    }
  }

  #replace(mirror: Mirror, { version, people }: NonNullable<ReturnType<typeof peopleOf>>): void {
    if (version < mirror.version) return
    this.#around([...new Set([...mirror.people.keys(), ...people.keys()])], () => {
      mirror.version = version
      mirror.people = people
    })
  }
}
