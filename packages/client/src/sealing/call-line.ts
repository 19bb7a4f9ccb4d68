import type { Vault, Whisper } from '@parley/e2ee/vault'
import { bodyCharacters, type CallInfo, Id, ParleyError } from '@parley/protocol'
import { z } from 'zod'
import type { DeviceSignal } from '../client.ts'
import type { Link } from '../connection/link.ts'
import { callCode } from './call-code.ts'
import type { Keyring } from './keyring.ts'
import type { Rosters } from './rosters.ts'

/** What a device says to another one about a call, with the room that it believes the call to be in. */
const Signal = z.object({ room: Id, call: Id, body: z.string().max(bodyCharacters) })
const signalType = 'parley.signal'

interface Outgoing extends z.infer<typeof Signal> {
  readonly device: string
}

export interface CallLineParts {
  readonly link: () => Link
  readonly keyring: Keyring
  readonly rosters: Rosters
  readonly isSealed: (room: string) => boolean
  /** A call as the server describes it; null: it is not known here. */
  readonly call: (id: string) => CallInfo | null
  readonly heard: (signal: DeviceSignal) => void
}

/**
 * How two devices of a call reach each other: sealed for the one device, between people whom the room's own log has let
 * in. So the certificates of the media (DTLS-SRTP, RFC 5763) are those of the two devices, whatever the server does.
 */
export class CallLine {
  readonly #parts: CallLineParts

  constructor(parts: CallLineParts) {
    this.#parts = parts
  }

  /**
   * This device may call in a room. Rejects with `no_keys` where it may not seal, with `identity_changed` or
   * `no_identity` where somebody there has other keys than they were let in with, or none.
   *
   * @param among whom it is about; without it everybody in the room. Whoever is not among them is not called.
   */
  async ready(room: string | null, among?: readonly string[]): Promise<void> {
    const { keyring, rosters, isSealed } = this.#parts
    await keyring.settled()
    const vault = keyring.use()
    if (room === null || !isSealed(room)) return
    const { seats } = await rosters.follow(room)
    const isMeant = (user: string): boolean => among?.includes(user) ?? true
    const joined = [...seats].flatMap(([user, seat]) =>
      seat.state === 'joined' && isMeant(user) ? [{ user, key: seat.key }] : [],
    )
    const present = await vault.identities(joined.map(({ user }) => user))
    for (const { user, key } of joined) this.#compare(key, present.get(user) ?? null)
  }

  /** Seals a signal for another device of a call and sends it. */
  async send({ room, call, device, body }: Outgoing): Promise<void> {
    const { link, keyring } = this.#parts
    await keyring.settled()
    const { participants } = this.#call(call)
    const other = participants.find((one) => one.device === device)
    if (!other) throw new ParleyError('not_found')
    const vault = keyring.use()
    const sealed = await vault.sealForDevice({ user: other.user, device }, signalType, { room, call, body })
    this.#compare(await this.#key(room, other.user), sealed?.identity ?? null)
    if (sealed) await link().call('calls.signal', { call, device, body: sealed.body })
  }

  /** Something was sealed for this device; what is no signal, or comes from nobody in that room, is left out. */
  async take({ type, content, from, identity }: Whisper): Promise<void> {
    if (type !== signalType) return
    const { data } = Signal.safeParse(content)
    if (!data) return
    try {
      this.#compare(await this.#key(data.room, from.user), identity)
    } catch {
      return
    }
    this.#parts.heard({ ...data, from })
  }

  /** 16 digits that are the same for everybody in a call, if nobody stands between: see `callCode`. */
  async code(call: string): Promise<string> {
    const { keyring } = this.#parts
    const vault: Vault = keyring.use()
    const { participants } = this.#call(call)
    await vault.identities(participants.map(({ user }) => user))
    const keys = await Promise.all(participants.map(({ user, device }) => this.#deviceKey(vault, user, device)))
    return await callCode(call, keys)
  }

  async #deviceKey(vault: Vault, user: string, device: string): Promise<string> {
    const key = await vault.deviceKey(user, device)
    if (key === null) throw new ParleyError('no_identity')
    return key
  }

  #call(id: string): CallInfo {
    const call = this.#parts.call(id)
    if (!call) throw new ParleyError('unavailable')
    return call
  }

  /** The identity with which somebody was let into a room; null: the room keeps none. */
  async #key(room: string, user: string): Promise<string | null> {
    const { rosters, isSealed } = this.#parts
    if (!isSealed(room)) return null
    const seat = (await rosters.follow(room)).seats.get(user)
    if (seat?.state !== 'joined') throw new ParleyError('stranger_in_room')
    return seat.key
  }

  #compare(seat: string | null, present: string | null): void {
    if (present === null) throw new ParleyError('no_identity')
    if (seat !== null && seat !== present) throw new ParleyError('identity_changed')
  }
}
