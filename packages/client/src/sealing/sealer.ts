import { Lanes } from '@parley/e2ee'
import { headOf } from '@parley/e2ee/membership'
import type { Content, ProfileKey } from '@parley/protocol'
import type { Travelling } from '../outbox/sender.ts'
import { envelopeOf, sealedType } from './envelope.ts'
import type { Keyring } from './keyring.ts'
import type { Readers } from './readers.ts'

/** Seals what is written. */
export class Sealer {
  readonly #keyring: Keyring
  readonly #readers: Readers
  readonly #profile: () => ProfileKey | null
  readonly #lanes = new Lanes()

  /** @param profile what opens the profile of whoever is signed in; null: nothing does */
  constructor(keyring: Keyring, readers: Readers, profile: () => ProfileKey | null) {
    this.#keyring = keyring
    this.#readers = readers
    this.#profile = profile
  }

  /** An entry, sealed for its readers, with how far it is known who they are. Rejects when that is not certain. */
  seal(room: string, id: string, kind: 'message' | 'call', content: Content): Promise<Travelling> {
    // In the order in which it was written (C5).
    return this.#lanes.run(room, async () => {
      const { state, users } = await this.#readers.of(room)
      const envelope = envelopeOf({ id, by: this.#keyring.owner?.user ?? '' }, headOf(state), content, this.#profile())
      const { history } = state.policy
      const body = await this.#keyring.use().seal(room, users, sealedType(kind), envelope, { history })
      return { body, lines: state.seen }
    })
  }
}
