import {
  CollectStrategy,
  DecryptionSettings,
  DeviceLists,
  EncryptionSettings,
  initAsync,
  OlmMachine,
  type OutgoingRequest,
  ShieldColor,
  TrustRequirement,
} from '@matrix-org/matrix-sdk-crypto-wasm'
import { publicPart } from './answers.ts'
import { readSealed } from './ciphertext.ts'
import type { Courier } from './courier.ts'
import { Lanes } from './lanes.ts'
import { deviceId, idOf, roomId, roomName, userId, userIds, userName } from './names.ts'
import { parseObject } from './parse.ts'
import { Replays } from './replays.ts'
import { carry, publishIdentity } from './requests.ts'
import { type Unopened, unopenedBy } from './unopened.ts'

export interface VaultConfig {
  readonly user: string
  readonly device: string
  /** Name of the IndexedDB store and what seals it; absent: nothing is kept. */
  readonly store?: { readonly name: string; readonly passphrase: string }
  /** Where the library's code lies, in a browser; in Node it is found by itself. */
  readonly wasm?: URL
  readonly courier: Courier
}

/** How many one-time keys the server still has for this device, and whether its fallback key is unused. */
export interface KeyStock {
  readonly oneTime: number
  readonly unusedFallback: boolean
}

/** One entry of the device's inbox that was sealed. */
export interface Parcel {
  readonly from: string
  readonly body: string
}

/** A sealed entry as it stands in a room's log. */
export interface SealedEntry {
  readonly id: string
  readonly room: string
  readonly sender: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly body: string
}

/** What an entry says once it is opened, and by whom that is proven. */
export type Opening =
  | { readonly kind: 'opened'; readonly type: string; readonly content: unknown; readonly device: string | null }
  | { readonly kind: 'unopened'; readonly why: Unopened }

const trust = (): DecryptionSettings => new DecryptionSettings(TrustRequirement.CrossSignedOrLegacy)
const unopened = (why: Unopened): Opening => ({ kind: 'unopened', why })

/**
 * The keys of one device: seals and opens (Olm and Megolm of matrix-sdk-crypto). It never sends; what has to travel
 * goes through the courier it was given.
 */
export class Vault implements Disposable {
  readonly #machine: OlmMachine
  readonly #courier: Courier
  readonly #lanes = new Lanes()
  readonly #replays = new Replays()

  private constructor(machine: OlmMachine, courier: Courier) {
    this.#machine = machine
    this.#courier = courier
  }

  /** Opens the device's keys, or makes them. Rejects when the store's passphrase is another one. */
  static async open({ user, device, store, wasm, courier }: VaultConfig): Promise<Vault> {
    await initAsync(wasm)
    const machine = await OlmMachine.initialize(userId(user), deviceId(device), store?.name, store?.passphrase)
    return new Vault(machine, courier)
  }

  /** Makes the person's identity and signs this device with it; the first device of an account does so. */
  async makeIdentity(): Promise<void> {
    const requests = await this.#machine.bootstrapCrossSigning(false)
    if (requests.uploadKeysRequest) await this.#carry(requests.uploadKeysRequest as OutgoingRequest)
    await publishIdentity(this.#courier, requests.uploadSigningKeysRequest)
    await this.#carry(requests.uploadSignaturesRequest as OutgoingRequest)
    // This device counts as signed once it has seen so, and may be about to seal.
    await this.#carry(this.#machine.queryKeysForUsers([this.#machine.userId]))
    await this.pump()
  }

  /** Sends what the library wants sent: after opening, after a catch-up, after whatever came in. */
  async pump(): Promise<void> {
    await this.#lanes.run('pump', async () => {
      for (const request of await this.#machine.outgoingRequests()) await this.#carry(request)
    })
  }

  /**
   * Takes in what lay in the device's inbox, whose keys changed, and how many keys the server still has. What it
   * answers is kept once this resolves, so the inbox may be acknowledged then.
   */
  async receive(parcels: readonly Parcel[], changed: readonly string[], stock: KeyStock): Promise<void> {
    // What is no message says nothing, and must not keep what came with it from being read.
    const events = parcels.flatMap(({ from, body }) => {
      const event = parseObject(body)
      return event ? [{ ...event, sender: userName(from) }] : []
    })
    const fallback = new Set(stock.unusedFallback ? ['signed_curve25519'] : [])
    const counts = new Map([['signed_curve25519', stock.oneTime]])
    const lists = new DeviceLists(userIds(changed))
    await this.#machine.receiveSyncChanges(JSON.stringify(events), lists, counts, fallback, trust())
    await this.pump()
  }

  /**
   * The present master keys of people: what the server shows now, proven by their own signatures. Who is missing has
   * published none.
   */
  async identities(users: readonly string[]): Promise<ReadonlyMap<string, string>> {
    await this.#machine.updateTrackedUsers(userIds(users))
    await this.pump()
    const keys = new Map<string, string>()
    for (const user of users) {
      const identity = await this.#machine.getIdentity(userId(user))
      if (identity) keys.set(user, publicPart(identity.masterKey))
    }
    return keys
  }

  /**
   * Seals content for a room. One at a time per room, and each time the whole way: an expired or missing session makes
   * the library's sealing never settle.
   * @param readers who gets the key: the members that the room's own log admits, this person included
   */
  async seal(room: string, readers: readonly string[], type: string, content: unknown): Promise<string> {
    return await this.#lanes.run(room, async () => {
      await this.#machine.updateTrackedUsers(userIds(readers))
      await this.pump()
      const missing = await this.#machine.getMissingSessions(userIds(readers))
      if (missing) await this.#carry(missing)
      const settings = new EncryptionSettings()
      settings.sharingStrategy = CollectStrategy.identityBasedStrategy()
      const shares = await this.#machine.shareRoomKey(roomId(room), userIds(readers), settings)
      for (const share of shares) await this.#carry(share)
      return await this.#machine.encryptRoomEvent(roomId(room), type, JSON.stringify(content))
    })
  }

  /** The next entry is sealed with a new key: somebody has gone. */
  async renewKey(room: string): Promise<void> {
    await this.#lanes.run(room, async () => void (await this.#machine.invalidateGroupSession(roomId(room))))
  }

  /** Opens an entry, or says why it cannot be read. Looks for the keys of a sender that it does not know yet. */
  async openEntry(entry: SealedEntry): Promise<Opening> {
    const opening = await this.#try(entry)
    if (opening.kind === 'opened' || opening.why !== 'unsigned-sender') return opening
    await this.#machine.updateTrackedUsers(userIds([entry.sender]))
    await this.pump()
    return await this.#try(entry)
  }

  async #try({ id, room, sender, at, body }: SealedEntry): Promise<Opening> {
    const sealed = readSealed(body)
    if (!sealed) return unopened('damaged')
    const event = {
      event_id: `$${id}`,
      type: 'm.room.encrypted',
      sender: userName(sender),
      origin_server_ts: at,
      room_id: roomName(room),
      content: JSON.parse(body) as unknown,
    }
    try {
      const plain = await this.#machine.decryptRoomEvent(JSON.stringify(event), roomId(room), trust())
      // A forged sender is opened all the same: nothing may be shown under a name that is not proven.
      if (plain.shieldState(false).color === ShieldColor.Red || idOf(plain.sender.toString()) !== sender) {
        return unopened('not-the-sender')
      }
      if (this.#replays.isRepeated(room, sealed.session, sealed.index, id)) return unopened('repeated')
      const { type, content } = JSON.parse(plain.event) as { type: string; content: unknown }
      return { kind: 'opened', type, content, device: plain.senderDevice?.toString() ?? null }
    } catch (error) {
      return unopened(unopenedBy(error))
    }
  }

  [Symbol.dispose](): void {
    this.#machine.close()
  }

  async #carry(request: OutgoingRequest): Promise<void> {
    const answer = await carry(this.#courier, request)
    if (request.id !== undefined) await this.#machine.markRequestAsSent(request.id, request.type, answer)
  }
}
