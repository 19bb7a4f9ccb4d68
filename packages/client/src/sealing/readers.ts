import { audienceOf, differenceTo, type Membership } from '@parley/e2ee/membership'
import { type OutputOf, ParleyError, type RoomSummary } from '@parley/protocol'
import type { Link } from '../connection/link.ts'
import type { Keyring } from './keyring.ts'
import { joinedIn } from './roster.ts'
import type { Rosters } from './rosters.ts'

export interface ReadersParts {
  readonly link: () => Link
  readonly keyring: Keyring
  readonly rosters: Rosters
  readonly summary: (room: string) => RoomSummary | null
}

/** For whom things are sealed: those whom the room's own log admits, and nobody else. */
export class Readers {
  readonly #parts: ReadersParts

  constructor(parts: ReadersParts) {
    this.#parts = parts
  }

  /**
   * The room as it is, and who reads there. Rejects when that is not certain: `room_forked`, `room_incomplete`,
   * `stranger_in_room`, `identity_changed`, `no_identity`; and with `no_keys` where this device may not seal.
   */
  async of(room: string): Promise<{ readonly state: Membership; readonly users: readonly string[] }> {
    const { keyring, rosters } = this.#parts
    const vault = keyring.use()
    const state = await (rosters.get(room)?.ahead ? rosters.again(room) : rosters.follow(room))
    const { fork, ahead } = rosters.get(room) ?? {}
    if (fork) throw new ParleyError('room_forked')
    if (ahead) throw new ParleyError('room_incomplete')
    if (state.seats.get(keyring.owner?.user ?? '')?.state !== 'joined') throw new ParleyError('not_a_member')
    const now = await this.#withoutStrangers(room, state)
    const { admitted, held } = audienceOf(now, await vault.identities(joinedIn(now)))
    if (held.some(({ why }) => why === 'other-identity')) throw new ParleyError('identity_changed')
    if (held.length > 0) throw new ParleyError('no_identity')
    return { state: now, users: admitted }
  }

  /** More people than the log admits: either a line is on its way, or the server lists somebody of its own. */
  async #withoutStrangers(room: string, state: Membership): Promise<Membership> {
    const { rosters, summary } = this.#parts
    if ((summary(room)?.members ?? 0) <= joinedIn(state).length) return state
    const listed = await this.#listed(room)
    const now = await rosters.again(room)
    const { ghosts } = differenceTo(now, listed)
    if (ghosts.length > 0) throw new ParleyError('stranger_in_room')
    return now
  }

  async #listed(room: string): Promise<ReadonlySet<string>> {
    const joined = new Set<string>()
    for (let after: string | null = null; ; ) {
      const { members, more }: OutputOf<'rooms.members'> = await this.#parts
        .link()
        .call('rooms.members', { room, after })
      for (const { profile, state } of members) if (state === 'joined') joined.add(profile.id)
      after = members.at(-1)?.profile.id ?? null
      if (!more || after === null) return joined
    }
  }
}
