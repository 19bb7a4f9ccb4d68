import { Lanes } from '@parley/e2ee'
import { found, type Genesis } from '@parley/e2ee/membership'
import {
  type CommandName,
  type InputOf,
  type Member,
  type OutputOf,
  oldRoomPeople,
  ParleyError,
  type RoomSummary,
} from '@parley/protocol'
import { type Clock, pause } from '../clock.ts'
import { sameList } from '../same.ts'
import type { Keyring } from './keyring.ts'
import { beginningOf } from './old-room.ts'
import type { Rosters } from './rosters.ts'

export interface OldRoomsParts {
  readonly clock: Clock
  readonly call: <N extends CommandName>(name: N, input: InputOf<N>) => Promise<OutputOf<N>>
  readonly keyring: Keyring
  readonly rosters: Rosters
  readonly summary: (room: string) => RoomSummary | null
  /** My rooms. */
  readonly rooms: () => readonly RoomSummary[]
  readonly isSealed: (room: string) => boolean
  readonly isLive: () => boolean
  readonly changed: () => void
}

/** Milliseconds before a room is looked at, so that not everybody begins at once: at least, and by chance. */
const [least, spread] = [300, 2_000]
/** Before it is looked at again: when something was wrong, and in any case. */
const [soon, again] = [30_000, 5 * 60_000]
/** Between two rooms: whoever has many must not use up what the server lets them ask. */
const between = 300

const nobody: readonly string[] = []

/** Private rooms and direct messages from before there was sealing: as soon as everybody has keys, they are sealed. */
export class OldRooms {
  readonly #parts: OldRoomsParts
  /** Who has no keys yet, by room. */
  readonly #lacking = new Map<string, readonly string[]>()
  /** Rooms that are about to be looked at, with what ends that. */
  readonly #waiting = new Map<string, () => void>()
  readonly #lanes = new Lanes()

  constructor(parts: OldRoomsParts) {
    this.#parts = parts
  }

  /** Whom the sealing of a room waits for: ids of users. */
  lacking(room: string): readonly string[] {
    return this.#lacking.get(room) ?? nobody
  }

  forget(): void {
    for (const cancel of this.#waiting.values()) cancel()
    this.#waiting.clear()
    this.#lacking.clear()
  }

  /** There is a connection, the keys are open, or somebody else has keys now. */
  look(): void {
    for (const room of this.#parts.rooms()) this.noticed(room)
  }

  /** A room is in the list, or has changed. */
  noticed({ id, kind, state }: RoomSummary): void {
    const { isSealed, clock } = this.#parts
    if (kind === 'public' || state !== 'joined' || isSealed(id)) this.#drop(id)
    else this.#after(id, least + clock.chance() * spread)
  }

  #after(room: string, wait: number): void {
    this.#waiting.get(room)?.()
    const cancel = this.#parts.clock.after(wait, () => {
      this.#after(room, again)
      this.#lanes
        .run('', async () => {
          await this.#try(room)
          await pause(this.#parts.clock, between)
        })
        .catch((error: unknown) => {
          // `stale`: something was written meanwhile, and the room is looked at anew.
          const isStale = error instanceof ParleyError && error.code === 'stale'
          if (this.#waiting.has(room)) this.#after(room, isStale ? least : soon)
        })
    })
    this.#waiting.set(room, cancel)
  }

  #drop(room: string): void {
    this.#waiting.get(room)?.()
    this.#waiting.delete(room)
    if (this.#lacking.delete(room)) this.#parts.changed()
  }

  async #try(id: string): Promise<void> {
    const { keyring, summary, isSealed, isLive } = this.#parts
    // Before the members: whatever happens after this position makes the sealing fail.
    const room = summary(id)
    if (!room || isSealed(id)) return this.#drop(id)
    if (!isLive() || keyring.state.get().kind !== 'ready') return
    const members = await this.#members(room)
    const present = await keyring.use().freshIdentities(members.map(({ profile }) => profile.id))
    this.#lacks(
      id,
      members.flatMap(({ profile }) => (present.has(profile.id) ? [] : [profile.id])),
    )
    const mayBegin = room.kind === 'direct' || room.role === 'owner'
    if (!mayBegin || this.lacking(id).length > 0 || members.length > oldRoomPeople) return
    const genesis = beginningOf(room, { me: keyring.owner?.user ?? '', members, present })
    if (genesis) await this.#seal(room, genesis)
  }

  /** Everybody in the room and invited to it; in a direct message of two also who has closed it. */
  async #members({ id, kind, people }: RoomSummary): Promise<readonly Member[]> {
    const listed: Member[] = []
    for (let after: string | null = null; ; ) {
      const page: OutputOf<'rooms.members'> = await this.#parts.call('rooms.members', { room: id, after })
      listed.push(...page.members)
      after = page.members.at(-1)?.profile.id ?? null
      if (!page.more || after === null || listed.length > oldRoomPeople) break
    }
    const known = new Set(listed.map(({ profile }) => profile.id))
    const closed = kind === 'direct' ? people.filter((profile) => !known.has(profile.id)) : []
    return [...listed, ...closed.map((profile) => ({ profile, role: 'member', state: 'joined', since: 1 }) as const)]
  }

  #lacks(room: string, users: readonly string[]): void {
    const before = this.lacking(room)
    this.#lacking.set(room, sameList(before, users))
    if (this.lacking(room) !== before) this.#parts.changed()
  }

  async #seal({ id, head, name, topic }: RoomSummary, genesis: Genesis): Promise<void> {
    const { rosters, call } = this.#parts
    const begun = await found(id, genesis)
    if (!begun) throw new ParleyError('internal')
    const first = await rosters.written(begun, { kind: 'sealed' })
    const about = { name: name.trim().slice(0, 80), topic: topic.trim().slice(0, 400) }
    const second = about.name === '' ? null : await rosters.written(first.state, { kind: 'about', ...about })
    const bodies = [first, ...(second ? [second] : [])].map(({ line }) => line.body)
    await call('rooms.seal', { room: id, head, genesis: JSON.stringify(genesis), lines: bodies })
    rosters.adopt(id, (second ?? first).state)
  }
}
