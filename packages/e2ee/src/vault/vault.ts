import {
  DeviceLists,
  initAsync,
  KeysQueryRequest,
  type OlmMachine,
  type OutgoingRequest,
  type RoomKeyInfo,
  RoomMessageRequest,
  type SecretsBundle,
  SignatureUploadRequest,
} from '@matrix-org/matrix-sdk-crypto-wasm'
import { publicPart } from './answers.ts'
import { Backup } from './backup.ts'
import { announceBundle, type Bundle, buildBundle, takeBundle } from './bundles.ts'
import type { Courier } from './courier.ts'
import { eraseStore } from './erase-store.ts'
import { Guard } from './guard.ts'
import { Lanes } from './lanes.ts'
import { openMachine } from './machine.ts'
import { deviceId, idOf, userId, userIds, userName } from './names.ts'
import { Openings } from './openings.ts'
import { takeOver } from './own-secrets.ts'
import { parseObject } from './parse.ts'
import { openByPasskey, sealForPasskey } from './passkey.ts'
import { makeRecovery, openRecovery, type Recovery } from './recovery.ts'
import { carry, publishIdentity, sendAll, signedIn } from './requests.ts'
import { type KeyRules, RoomKeys } from './room-keys.ts'
import { type Opening, type SealedEntry, signedOnly } from './sealed-entry.ts'
import type { KeyStock, Parcel, Standing, VaultConfig } from './vault-config.ts'
import { askForSecrets } from './verification/gossip.ts'
import type { Message } from './verification/message.ts'
import { messageOf, say } from './verification/outgoing.ts'
import { TrustBook } from './verification/trust.ts'
import { Verifications } from './verification/verifications.ts'
import { heard, type SealedForDevice, sealedFor, sealedForDevice, signerOf, type Whisper } from './whispers.ts'

/**
 * The keys of one device: seals and opens (Olm and Megolm of matrix-sdk-crypto). It never sends; what has to travel
 * goes through the courier it was given.
 */
export class Vault implements Disposable {
  readonly #guard: Guard
  readonly #machine: OlmMachine
  readonly #courier: Courier
  readonly #lanes = new Lanes()
  readonly #openings: Openings
  readonly #keys: RoomKeys
  readonly verifications: Verifications
  readonly trust: TrustBook
  readonly backup: Backup

  private constructor(guard: Guard, courier: Courier) {
    const { machine } = guard
    this.#guard = guard
    this.#machine = machine
    this.#courier = courier
    this.trust = new TrustBook(machine)
    this.backup = new Backup({ machine, courier, hasOthers: () => this.#hasOthers() })
    this.#openings = new Openings(machine, async (user) => void (await this.freshIdentities([user])))
    this.#keys = new RoomKeys({
      machine,
      trust: this.trust,
      meet: (users) => this.#meet(users),
      carry: (request) => this.#carry(request),
    })
    this.verifications = new Verifications({
      machine,
      carry: (request) => this.#carry(request),
      say: (message) => this.#tell(message),
      pump: () => this.pump(),
      learn: async (users) => void (await this.freshIdentities(users)),
    })
  }

  /** Opens the device's keys, or makes them. Rejects when something else seals the store. */
  static async open({ courier, ...device }: VaultConfig): Promise<Vault> {
    await initAsync()
    const machine = await openMachine(device)
    machine.roomKeyRequestsEnabled = false
    return new Vault(new Guard(machine), courier)
  }

  /** Forgets what `open` kept under a store's name. */
  static async erase(store: string): Promise<void> {
    await eraseStore(store)
  }

  /**
   * Makes the person's identity and signs this device with it; the first device of an account does so.
   * @param anew another one in place of the one there is, which nobody has the keys of any more
   */
  async makeIdentity(anew = false): Promise<void> {
    // In one go: the library drops its new keys when it sees the server show the old ones meanwhile.
    await this.#lanes.run('pump', async () => {
      const requests = await this.#machine.bootstrapCrossSigning(anew)
      if (requests.uploadKeysRequest) await this.#carry(requests.uploadKeysRequest as OutgoingRequest)
      await publishIdentity(this.#courier, requests.uploadSigningKeysRequest, anew)
      await this.#carry(requests.uploadSignaturesRequest as OutgoingRequest)
    })
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
  async receive(parcels: readonly Parcel[], changed: readonly string[], stock: KeyStock): Promise<readonly Whisper[]> {
    // What is no message says nothing, and must not keep what came with it from being read.
    const events = parcels.flatMap(({ from, body }) => {
      const event = parseObject(body)
      return event ? [{ ...event, sender: userName(from) }] : []
    })
    const fallback = new Set(stock.unusedFallback ? ['signed_curve25519'] : [])
    const counts = new Map([['signed_curve25519', stock.oneTime]])
    // Whoever is not known here is not believed, so their keys come before their words.
    const lists = new DeviceLists(userIds(changed))
    if (changed.length > 0) {
      this.#keys.forgetAll()
      await this.#machine.receiveSyncChanges('[]', lists, counts, fallback, signedOnly())
      await this.pump()
    }
    await this.#meetSenders(parcels.map(({ from }) => from))
    const admitted = JSON.stringify(await this.verifications.admitted(events))
    const taken = await this.#machine.receiveSyncChanges(admitted, new DeviceLists(), counts, fallback, signedOnly())
    await this.pump()
    await this.#answerNewDevices()
    return await this.verifications.take(events, await heard(this.#machine, taken))
  }

  /** Seals something for the signed devices of people, and sends it: of one person one device, where it is named. */
  async whisper(
    to: readonly { readonly user: string; readonly device?: string }[],
    type: `parley.${string}`,
    content: unknown,
  ): Promise<void> {
    await this.#turn('whisper', async () => {
      const users = to.map(({ user }) => user)
      await this.#meet(users)
      const messages = await Promise.all(to.map((one) => sealedFor(this.#machine, one, type, content)))
      await sendAll(this.#courier, messages.flat())
    })
  }

  /** Seals something for one device, for the caller to send. null: its person has not signed it, or it is gone. */
  async sealForDevice(
    to: { readonly user: string; readonly device: string },
    type: `parley.${string}`,
    content: unknown,
  ): Promise<SealedForDevice | null> {
    return await this.#turn('whisper', async () => {
      await this.#meet([to.user])
      return await sealedForDevice(this.#machine, to, type, content)
    })
  }

  /** The key by which a device is told from all others (Ed25519, base64); null: nobody knows the device. */
  async deviceKey(user: string, device: string): Promise<string | null> {
    const known = await this.#machine.getDevice(userId(user), deviceId(device))
    return known?.ed25519Key?.toBase64() ?? null
  }

  /** What opens this person's identity and backup on another device, sealed with a fresh key. */
  async makeRecovery(): Promise<Recovery> {
    return await makeRecovery(this.#machine)
  }

  /** Takes over the identity and signs this device with it. false: the key is not the one of this body. */
  async recover(recovery: Recovery): Promise<boolean> {
    return await this.#takeOver(await openRecovery(recovery))
  }

  /** The same secrets, sealed for a passkey by what its authenticator derived: 32 bytes, else null. */
  async sealForPasskey(output: Uint8Array): Promise<string | null> {
    return await sealForPasskey(this.#machine, output)
  }

  /** As `recover`, by a passkey. false: the body was not sealed for what its authenticator derived. */
  async recoverByPasskey(output: Uint8Array, body: string): Promise<boolean> {
    return await this.#takeOver(await openByPasskey(output, body))
  }

  /** Asks the other own devices for what a confirmed device should have and this one lacks. */
  async askForSecrets(): Promise<void> {
    await askForSecrets(this.#machine)
    await this.pump()
  }

  /** Tells of each room whose keys have come, or have become better ones. */
  onKeys(told: (rooms: readonly string[]) => void): void {
    const tell = async (keys: readonly RoomKeyInfo[]): Promise<void> =>
      told([...new Set(keys.map(({ roomId: room }) => idOf(room.toString())))])
    void this.#machine.registerRoomKeyUpdatedCallback(tell)
  }

  /** The master key by which a person's device is signed; null: by none. */
  async signer(user: string, device: string): Promise<string | null> {
    return await signerOf(this.#machine, user, device)
  }

  /** What this device is to its person: there may be no identity yet, or one that has not signed it. */
  async standing(): Promise<Standing> {
    const { userId: me, deviceId: device } = this.#machine
    const user = idOf(me.toString())
    const identity = (await this.identities([user])).get(user)
    if (identity === undefined) return 'no-identity'
    // Anybody could show an identity that has signed this device: it has to be known here as one's own.
    const isOwn = (await this.#machine.getIdentity(userId(user)))?.isVerified()
    if (isOwn && (await signerOf(this.#machine, user, device.toString())) !== null) return 'signed'
    return (await this.#machine.crossSigningStatus()).hasSelfSigning ? 'unfinished' : 'unsigned'
  }

  /**
   * The present master keys of people: what the server shows now, proven by their own signatures. Who is missing has
   * published none.
   */
  async identities(users: readonly string[]): Promise<ReadonlyMap<string, string>> {
    await this.#machine.updateTrackedUsers(userIds(users))
    await this.pump()
    return await this.#masterKeys(users)
  }

  /**
   * The same of people with whom I may share no room: the server does not tell when their keys change, so it is asked.
   * Whoever is new is asked for by the library first: until it has its own answer it keeps everybody waiting for a second.
   */
  async freshIdentities(users: readonly string[]): Promise<ReadonlyMap<string, string>> {
    await this.#machine.updateTrackedUsers(userIds(users))
    // Whatever else the library wants sent must not stand in the way; without a connection the question itself says so.
    await this.pump().catch(() => undefined)
    await this.#carry(this.#machine.queryKeysForUsers(userIds(users)))
    return await this.#masterKeys(users)
  }

  async #masterKeys(users: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const keys = new Map<string, string>()
    for (const user of users) {
      const identity = await this.#machine.getIdentity(userId(user))
      if (identity) keys.set(user, publicPart(identity.masterKey))
    }
    return keys
  }

  /**
   * Seals content for a room.
   * @param readers who gets the key: the members that the room's own log admits, this person included
   */
  async seal(
    room: string,
    readers: readonly string[],
    type: string,
    content: unknown,
    rules?: KeyRules,
  ): Promise<string> {
    return await this.#keys.seal(room, readers, { type, content }, rules)
  }

  /** The next entry is sealed with a new key: somebody has gone. */
  async renewKey(room: string): Promise<void> {
    await this.#keys.renew(room)
  }

  /**
   * The keys of a room that were sealed to be handed on, sealed once more; the person's devices are told how to open
   * them. null: there are none, or the person is another.
   * @param to the person, and the identity with which they are in the room: to another one nothing is told
   * @param id names the bundle among all others: 22 characters
   */
  async handOn(
    room: string,
    to: { readonly user: string; readonly identity: string },
    id: string,
  ): Promise<Bundle | null> {
    return await this.#turn('whisper', async () => {
      await this.#meet([to.user])
      if ((await this.#masterKeys([to.user])).get(to.user) !== to.identity) return null
      const bundle = await buildBundle(this.#machine, room, id)
      if (bundle) await announceBundle(this.#machine, this.#courier, to.user, bundle)
      return bundle
    })
  }

  /** Takes in keys that a member has handed on. false: that member's device has announced no such, or they are damaged. */
  async takeOver(room: string, from: string, id: string, sealed: Uint8Array): Promise<boolean> {
    return await takeBundle(this.#machine, { room, from, id, sealed })
  }

  /** The devices that a person has signed, without this one. */
  async devicesOf(user: string): Promise<readonly string[]> {
    const own = this.#machine.deviceId.toString()
    const devices = (await this.#machine.getUserDevices(userId(user))).devices()
    const signed = devices.filter((device) => device.isCrossSignedByOwner())
    return signed.map(({ deviceId: id }) => id.toString()).filter((id) => id !== own)
  }

  async #hasOthers(): Promise<boolean> {
    return (await this.devicesOf(idOf(this.#machine.userId.toString()))).length > 0
  }

  /** Opens an entry, or says why it cannot be read. Looks for the keys of a sender that it does not know yet. */
  async openEntry(entry: SealedEntry): Promise<Opening> {
    return await this.#openings.open(entry)
  }

  /** The same with what is known now: nobody is asked. */
  async peek(entry: SealedEntry): Promise<Opening> {
    return await this.#openings.peek(entry)
  }

  /**
   * Asks the other own devices for the keys that were missing when something was to be opened. To be called once what
   * lay in the inbox has been taken in: most keys that are missing are on their way.
   */
  async askForKeys(): Promise<void> {
    if (!this.#openings.isShortOfKeys || !(await this.#hasOthers())) return
    await this.#openings.requestKeys()
    await this.pump()
  }

  /** Told when something could not be kept, with what the platform said: this vault has to be opened anew then. */
  onFault(told: (fault: Error) => void): void {
    this.#guard.onFault(told)
  }

  [Symbol.dispose](): void {
    this.#guard.close()
  }

  /** One turn of a lane in which something is sealed for devices. */
  async #turn<T>(lane: 'whisper' | 'verification', turn: () => Promise<T>): Promise<T> {
    return await this.#lanes.run(lane, () => this.#guard.watch(turn))
  }

  async #takeOver(bundle: SecretsBundle | null): Promise<boolean> {
    if (bundle) {
      await takeOver(this.#machine, (request) => this.#carry(request), bundle)
      await this.backup.found()
    }
    await this.pump()
    return bundle !== null
  }

  async #meetSenders(users: readonly string[]): Promise<void> {
    const known = new Set([...(await this.#machine.trackedUsers())].map((user) => idOf(user.toString())))
    const unknown = [...new Set(users)].filter((user) => !known.has(user))
    if (unknown.length === 0) return
    await this.#machine.updateTrackedUsers(userIds(unknown))
    await this.pump()
  }

  /** A device of this person that has just been confirmed asks for secrets before there is a session with it. */
  async #answerNewDevices(): Promise<void> {
    const missing = await this.#machine.getMissingSessions([])
    if (!missing) return
    await this.#carry(missing)
    await this.pump()
  }

  /** Learns people's devices, and begins a conversation with those that there is none with. */
  async #meet(users: readonly string[]): Promise<void> {
    await this.#machine.updateTrackedUsers(userIds(users))
    await this.pump()
    const missing = await this.#machine.getMissingSessions(userIds(users))
    if (missing) await this.#carry(missing)
  }

  async #carry(request: OutgoingRequest | RoomMessageRequest): Promise<void> {
    const answer =
      request instanceof RoomMessageRequest ? await this.#say(request) : await carry(this.#courier, request)
    if (request.id !== undefined) await this.#machine.markRequestAsSent(request.id, request.type, answer)
    if (request instanceof KeysQueryRequest) this.#keys.forgetAll()
    // What has been signed counts once it has been seen so.
    if (request instanceof SignatureUploadRequest)
      await this.#carry(this.#machine.queryKeysForUsers(userIds(signedIn(request.body))))
  }

  async #tell(message: Message): Promise<void> {
    await this.#turn('verification', async () => {
      const sealed = await say(this.#machine, message, (request) => this.#carry(request))
      await sendAll(this.#courier, sealed)
    })
  }

  async #say(request: RoomMessageRequest): Promise<string> {
    const message = messageOf(request)
    await this.#tell(message)
    return JSON.stringify({ event_id: message.id })
  }
}
