import {
  CollectStrategy,
  EncryptionSettings,
  HistoryVisibility,
  type OlmMachine,
  type OutgoingRequest,
} from '@matrix-org/matrix-sdk-crypto-wasm'
import { type HistoryRule, ParleyError } from '@parley/protocol'
import { readSealed } from './ciphertext.ts'
import { GivenKeys } from './given-keys.ts'
import { Lanes } from './lanes.ts'
import { roomId, userIds } from './names.ts'
import type { TrustBook } from './verification/trust.ts'

/** What a key of a room is for. */
export interface KeyRules {
  /** How many times one key serves: at most 10,000, or 7 days. */
  readonly most?: number
  /** `shared`: it may be handed on to who comes later. Another one than before begins a new key. */
  readonly history?: HistoryRule
}

export interface RoomKeysParts {
  readonly machine: OlmMachine
  readonly trust: TrustBook
  /** Learns people's devices, and begins a conversation with those that there is none with. */
  readonly meet: (users: readonly string[]) => Promise<void>
  readonly carry: (request: OutgoingRequest) => Promise<void>
}

/** The keys with which this device seals for rooms: given to all readers before anything is sealed with them. */
export class RoomKeys {
  readonly #parts: RoomKeysParts
  readonly #lanes = new Lanes()
  readonly #given = new GivenKeys()

  constructor(parts: RoomKeysParts) {
    this.#parts = parts
  }

  /** Somebody's devices, or who they are, may be others now. */
  forgetAll(): void {
    this.#given.forgetAll()
  }

  /**
   * Seals one thing for a room. One at a time per room, and the whole way unless it is certain that the present key will
   * do: an expired or missing session makes the library's sealing never settle.
   */
  async seal(
    room: string,
    readers: readonly string[],
    { type, content }: { readonly type: string; readonly content: unknown },
    { most = 100, history = 'joined' }: KeyRules = {},
  ): Promise<string> {
    return await this.#lanes.run(room, async () => {
      const forWhom = [...readers, `history ${history}`]
      const version = this.#given.has(room, forWhom, Date.now())
        ? this.#given.version
        : await this.#share(room, readers, most, history)
      const body = await this.#parts.machine.encryptRoomEvent(roomId(room), type, JSON.stringify(content))
      const by = readSealed(body)
      if (by) this.#given.sealed(room, forWhom, by, { most, now: Date.now(), version })
      return body
    })
  }

  /** The next entry is sealed with a new key. */
  async renew(room: string): Promise<void> {
    await this.#lanes.run(room, async () => {
      this.#given.forget(room)
      await this.#parts.machine.invalidateGroupSession(roomId(room))
    })
  }

  /** Gives all readers the room's key. Answers what was known of their devices. */
  async #share(room: string, readers: readonly string[], most: number, history: HistoryRule): Promise<number> {
    await this.#parts.meet(readers)
    const { version } = this.#given
    const settings = new EncryptionSettings()
    settings.sharingStrategy = CollectStrategy.identityBasedStrategy()
    settings.rotationPeriodMessages = BigInt(most)
    settings.historyVisibility = history === 'shared' ? HistoryVisibility.Shared : HistoryVisibility.Joined
    for (const share of await this.#shares(room, readers, settings)) await this.#parts.carry(share)
    return version
  }

  /** Rejects with `identity_changed` where a reader was verified and has other keys now. */
  async #shares(room: string, readers: readonly string[], settings: EncryptionSettings): Promise<OutgoingRequest[]> {
    const { machine, trust } = this.#parts
    try {
      return await machine.shareRoomKey(roomId(room), userIds(readers), settings)
    } catch (error) {
      if ((await trust.changed(readers)).length > 0) throw new ParleyError('identity_changed')
      throw error
    }
  }
}
