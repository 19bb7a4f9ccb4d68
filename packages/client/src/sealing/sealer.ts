import { Lanes } from '@parley/e2ee'
import { audienceOf, differenceTo, headOf, type Membership } from '@parley/e2ee/membership'
import { type Content, type OutputOf, ParleyError, type RoomSummary } from '@parley/protocol'
import type { Link } from '../connection/link.ts'
import { envelopeOf, sealedType } from './envelope.ts'
import type { Keyring } from './keyring.ts'
import { joinedIn } from './roster.ts'
import type { Rosters } from './rosters.ts'

export interface SealerParts {
  readonly link: () => Link
  readonly keyring: Keyring
  readonly rosters: Rosters
  readonly summary: (room: string) => RoomSummary | null
}

/** Seals what is written for those whom the room's own log admits, and for nobody else. */
export class Sealer {
  readonly #parts: SealerParts
  readonly #lanes = new Lanes()

  constructor(parts: SealerParts) {
    this.#parts = parts
  }

  /**
   * The body of an entry, sealed. Rejects when it is not certain for whom: `room_forked`, `room_incomplete`,
   * `stranger_in_room`, `identity_changed`, `no_identity`; and with `no_keys` where this device may not seal.
   */
  seal(room: string, id: string, kind: 'message' | 'call', content: Content): Promise<string> {
    // In the order in which it was written (C5).
    return this.#lanes.run(room, async () => await this.#seal(room, id, kind, content))
  }

  async #seal(room: string, id: string, kind: 'message' | 'call', content: Content): Promise<string> {
    const { keyring, rosters } = this.#parts
    const vault = keyring.use()
    const state = await (rosters.get(room)?.ahead ? rosters.again(room) : rosters.follow(room))
    const { fork, ahead } = rosters.get(room) ?? {}
    if (fork) throw new ParleyError('room_forked')
    if (ahead) throw new ParleyError('room_incomplete')
    if (state.seats.get(keyring.owner?.user ?? '')?.state !== 'joined') throw new ParleyError('not_a_member')
    await this.#refuseStrangers(room, state)
    const { admitted, held } = audienceOf(state, await vault.identities(joinedIn(state)))
    if (held.some(({ why }) => why === 'other-identity')) throw new ParleyError('identity_changed')
    if (held.length > 0) throw new ParleyError('no_identity')
    return await vault.seal(room, admitted, sealedType(kind), envelopeOf(id, headOf(state), content))
  }

  /** More people than the log admits: either a line is on its way, or the server lists somebody of its own. */
  async #refuseStrangers(room: string, state: Membership): Promise<void> {
    const { rosters, summary } = this.#parts
    if ((summary(room)?.members ?? 0) <= joinedIn(state).length) return
    const listed = await this.#listed(room)
    const { ghosts } = differenceTo(await rosters.again(room), listed)
    if (ghosts.length > 0) throw new ParleyError('stranger_in_room')
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
