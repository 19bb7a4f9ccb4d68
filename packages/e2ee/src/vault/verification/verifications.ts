import {
  EventId,
  type OlmMachine,
  OtherUserIdentity,
  type OutgoingRequest,
  OwnUserIdentity,
  QrCodeScan,
  VerificationMethod,
  type VerificationRequest,
} from '@matrix-org/matrix-sdk-crypto-wasm'
import { ParleyError } from '@parley/protocol'
import { publicPart } from '../answers.ts'
import { Lanes } from '../lanes.ts'
import { deviceId, idOf, roomId, userId, userName } from '../names.ts'
import type { Whisper } from '../whispers.ts'
import { Flow } from './flow.ts'
import { flowOf, isProof, isRequest, type Message, messageIn } from './message.ts'
import { newEventId } from './outgoing.ts'
import type { CancelReason, Verification } from './state.ts'

/** What the vault does for its verifications. */
export interface VerificationParts {
  readonly machine: OlmMachine
  readonly carry: (request: OutgoingRequest) => Promise<void>
  /** Seals a step for the other person and sends it. */
  readonly say: (message: Message) => Promise<void>
  /** Sends what the library wants sent. */
  readonly pump: () => Promise<void>
  /** Asks the server for the present keys of people. */
  readonly learn: (users: readonly string[]) => Promise<void>
}

/** A message of the inbox that was not sealed, as the library reads it. */
export type ClearEvent = Readonly<Record<string, unknown>> & { readonly sender: string }

const methods = (): VerificationMethod[] => [
  VerificationMethod.SasV1,
  VerificationMethod.QrCodeShowV1,
  VerificationMethod.QrCodeScanV1,
  VerificationMethod.ReciprocateV1,
]

const isClearStep = ({ type }: ClearEvent): boolean =>
  typeof type === 'string' && type.startsWith('m.key.verification.')

/**
 * The verifications under way. Between own devices the library's messages travel as they are: a new device cannot seal
 * yet. Between people they are sealed for the devices that both have signed.
 */
export class Verifications {
  readonly #parts: VerificationParts
  readonly #me: string
  readonly #flows = new Map<string, Flow>()
  readonly #lanes = new Lanes()
  #isKnown: (user: string) => boolean = () => true
  #told: (all: readonly Verification[]) => void = () => undefined

  constructor(parts: VerificationParts) {
    this.#parts = parts
    this.#me = idOf(parts.machine.userId.toString())
  }

  /** Who may ask at all: nobody else is heard. Everybody, as long as nothing is said here. */
  admitOnly(isKnown: (user: string) => boolean): void {
    this.#isKnown = isKnown
  }

  admits(user: string): boolean {
    return user === this.#me || this.#isKnown(user)
  }

  /** Told of all there are after each change; those that are over stay until they are dismissed or another begins. */
  onChange(told: (all: readonly Verification[]) => void): void {
    this.#told = told
  }

  /** Asks the other own devices to confirm this one; or one of them, named, to be confirmed by this one. */
  async askOwn(device: string | null): Promise<string> {
    return await this.#turn(async () => {
      await this.#parts.learn([this.#me])
      await this.#clear(this.#me)
      const asked = device === null ? await this.#ofIdentity() : await this.#ofDevice(device)
      if (!asked) throw new ParleyError('not_found')
      return await this.#ask(asked[0], () => this.#parts.carry(asked[1]))
    })
  }

  /** Asks a person to verify each other. Rejects where they have published no keys. */
  async askPerson(user: string): Promise<string> {
    return await this.#turn(async () => {
      const { machine } = this.#parts
      await this.#parts.learn([user])
      await this.#clear(user)
      const identity = await machine.getIdentity(userId(user))
      if (!(identity instanceof OtherUserIdentity)) throw new ParleyError('no_identity')
      const content = JSON.parse(identity.verificationRequestContent(methods())) as Message['content']
      const id = newEventId()
      const request = identity.requestVerification(roomId(user), new EventId(id), methods())
      const first: Message = { id, at: Date.now(), type: 'm.room.message', content, other: user }
      return await this.#ask(request, () => this.#parts.say(first))
    })
  }

  async accept(id: string): Promise<void> {
    await this.#deed(id, ({ request }) => request.acceptWithMethods(methods()))
  }

  /** Shows pictures on both sides. */
  async compare(id: string): Promise<void> {
    await this.#deed(id, async ({ request, sas }) => (sas ? undefined : (await request.startSas())?.[1]))
  }

  /** They match: the pictures, or the other side has scanned this one's code. */
  async confirm(id: string): Promise<void> {
    await this.#deed(id, async ({ sas, qr, state }) => {
      if (state.kind === 'comparing') return await sas?.confirm()
      return state.kind === 'scanned' ? qr?.confirmScanning() : undefined
    })
  }

  /**
   * The code that the other side shows, as bytes. false: it belongs to something else. A code of this verification with
   * other keys in it ends it.
   */
  async scan(id: string, code: Uint8Array): Promise<boolean> {
    let scan: QrCodeScan
    try {
      scan = QrCodeScan.fromBytes(new Uint8ClampedArray(code))
    } catch {
      return false
    }
    let isRight = true
    await this.#deed(id, async (flow) => {
      try {
        return (await flow.request.scanQrCode(scan)).reciprocate()
      } catch (error) {
        isRight = false
        return /key/i.test(String(error)) ? flow.end('keys-differ') : undefined
      }
    })
    return isRight
  }

  /** Ends one that is under way, and lets go of one that is over. */
  async cancel(id: string, why: Extract<CancelReason, 'refused' | 'mismatch'>): Promise<void> {
    if (this.#flows.get(id)?.isOver) {
      this.#flows.delete(id)
      return this.#tell()
    }
    await this.#deed(id, (flow) => flow.end(why))
  }

  /** @param now milliseconds since 1970: nobody waits any longer for what should have been over by then */
  async look(now: number): Promise<void> {
    await this.#turn(async () => {
      for (const flow of this.#flows.values()) if (flow.until <= now) await this.#send(flow.end('timed-out'))
    })
  }

  /** What of the inbox the library may see: steps in clear are for own devices only, and one request at a time. */
  async admitted(events: readonly ClearEvent[]): Promise<readonly ClearEvent[]> {
    const own = userName(this.#me)
    const mine = events.filter((event) => !isClearStep(event) || event.sender === own)
    const asked = mine.flatMap(({ type, content }) => {
      const id = (content as { readonly transaction_id?: unknown } | undefined)?.transaction_id
      return type === 'm.key.verification.request' && typeof id === 'string' ? [id] : []
    })
    const refused: string[] = []
    for (const id of asked) if (!(await this.#givesWay(this.#me, id))) refused.push(id)
    return mine.filter(({ type, content }) => {
      const id = (content as { readonly transaction_id?: string } | undefined)?.transaction_id
      return type !== 'm.key.verification.request' || !refused.includes(id ?? '')
    })
  }

  /** Takes the steps out of what other devices have sealed, and answers the rest. */
  async take(events: readonly ClearEvent[], whispers: readonly Whisper[]): Promise<readonly Whisper[]> {
    const rest: Whisper[] = []
    let isStep = events.some(isClearStep)
    for (const whisper of whispers) {
      const message = messageIn(whisper)
      if (message) await this.#hear(whisper.from.user, message)
      else rest.push(whisper)
      isStep ||= message !== null
    }
    if (isStep || this.#flows.size > 0) {
      await this.#turn(async () => {
        for (const request of this.#parts.machine.getVerificationRequests(userId(this.#me))) this.#meet(request)
      })
    }
    return rest
  }

  async #hear(from: string, message: Message): Promise<void> {
    const { machine } = this.#parts
    const id = flowOf(message)
    // My other device has answered: nobody has to here.
    if (from === this.#me) {
      const flow = this.#flows.get(id)
      if (message.type === 'm.key.verification.ready' || message.type === 'm.key.verification.cancel') {
        flow?.end('elsewhere')
        this.#tell()
      }
      return
    }
    if (message.other !== this.#me || !this.admits(from)) return
    if (isRequest(message) && !(await this.#givesWay(from, id))) return
    if (isProof(message) && !(await this.#provesIdentity(from, message)))
      return await this.#deed(id, (flow) => (flow.user === from ? flow.end('keys-differ') : undefined))
    const event = {
      event_id: message.id,
      type: message.type,
      sender: userName(from),
      origin_server_ts: message.at,
      content: message.content,
    }
    await machine.receiveVerificationEvent(JSON.stringify(event), roomId(from)).catch(() => undefined)
    const request = machine.getVerificationRequest(userId(from), id)
    if (request) this.#meet(request)
  }

  /**
   * Whether a proof is about the identity that is known here. The library leaves out what it does not know, and would be
   * done without having verified anybody.
   */
  async #provesIdentity(user: string, { content }: Message): Promise<boolean> {
    const identity = await this.#parts.machine.getIdentity(userId(user))
    return identity !== undefined && `ed25519:${publicPart(identity.masterKey)}` in Object(content['mac'])
  }

  /**
   * A new request of the other side replaces what there was. Where both sides asked each other at once, the one with
   * the smaller id stays on both. false: the new one is left out.
   */
  async #givesWay(user: string, id: string): Promise<boolean> {
    const flow = [...this.#flows.values()].find((one) => one.user === user && !one.isOver)
    if (!flow || flow.id === id) return true
    if (flow.request.weStarted() && flow.state.kind === 'asked' && flow.id < id) return false
    await this.#send(flow.end('refused'))
    return true
  }

  /** It is known here before anybody is asked: the other side may ask at the same moment, and one of both gives way. */
  async #ask(request: VerificationRequest, say: () => Promise<void>): Promise<string> {
    const id = this.#add(request)
    try {
      await say()
    } catch (error) {
      request.cancel()
      this.#flows.delete(id)
      throw error
    }
    return id
  }

  #meet(request: VerificationRequest): void {
    if (!this.#flows.has(request.flowId) && !request.isDone() && !request.isCancelled()) this.#add(request)
  }

  #add(request: VerificationRequest): string {
    const flow = new Flow(request)
    for (const [id, other] of this.#flows) if (other.user === flow.user && other.isOver) this.#flows.delete(id)
    this.#flows.set(flow.id, flow)
    return flow.id
  }

  async #ofIdentity(): Promise<readonly [VerificationRequest, OutgoingRequest] | null> {
    const identity = await this.#parts.machine.getIdentity(userId(this.#me))
    if (!(identity instanceof OwnUserIdentity)) return null
    const [request, message] = await identity.requestVerification(methods())
    return [request, message as OutgoingRequest]
  }

  async #ofDevice(device: string): Promise<readonly [VerificationRequest, OutgoingRequest] | null> {
    const known = await this.#parts.machine.getDevice(userId(this.#me), deviceId(device))
    return known?.requestVerification(methods()) ?? null
  }

  /** The library lets two requests with one person end each other. */
  async #clear(user: string): Promise<void> {
    for (const flow of this.#flows.values()) if (flow.user === user) await this.#send(flow.end('refused'))
  }

  async #deed(id: string, deed: (flow: Flow) => Deeds | Promise<Deeds>): Promise<void> {
    await this.#turn(async () => {
      const flow = this.#flows.get(id)
      if (flow && !flow.isOver) await this.#send(await deed(flow))
    })
  }

  async #send(deeds: Deeds): Promise<void> {
    for (const request of [deeds ?? []].flat()) await this.#parts.carry(request as OutgoingRequest)
  }

  /** One thing at a time; afterwards what follows from it by itself. */
  async #turn<T>(turn: () => Promise<T>): Promise<T> {
    return await this.#lanes.run('turn', async () => {
      try {
        const result = await turn()
        for (const flow of this.#flows.values()) await this.#follow(flow)
        return result
      } finally {
        this.#tell()
      }
    })
  }

  async #follow(flow: Flow): Promise<void> {
    if (flow.isOver) return
    await flow.prepare()
    const { sas } = flow
    // Whoever has agreed to the verification has agreed to comparing pictures.
    if (sas && !sas.hasBeenAccepted()) await this.#send(sas.accept())
    await this.#parts.pump()
    if (flow.isDone && (await this.#isProven(flow))) flow.proven()
  }

  /** The library's word that a flow is through is not enough: its effect has to be seen. */
  async #isProven({ user, request }: Flow): Promise<boolean> {
    const { machine } = this.#parts
    const identity = await machine.getIdentity(userId(user))
    if (!identity?.isVerified()) return false
    const { otherDeviceId } = request
    if (user !== this.#me || !otherDeviceId) return true
    const both = [machine.deviceId, otherDeviceId].map((one) => machine.getDevice(userId(user), one))
    return (await Promise.all(both)).every((device) => device?.isCrossSignedByOwner())
  }

  #tell(): void {
    this.#told([...this.#flows.values()].map(({ value }) => value))
  }
}

type Deeds = object | readonly object[] | undefined
