import {
  type OutgoingRequest,
  Qr,
  QrState,
  Sas,
  type VerificationRequest,
  VerificationRequestPhase,
} from '@matrix-org/matrix-sdk-crypto-wasm'
import { idOf } from '../names.ts'
import { cancelled } from './cancel-reason.ts'
import type { CancelReason, Verification, VerificationState } from './state.ts'

/** One verification under way, around what the library holds of it. */
export class Flow {
  readonly request: VerificationRequest
  readonly user: string
  readonly until: number
  /** The library forgets it with the end. */
  #device: string | null = null
  #code: Uint8Array | null | undefined
  #ended: VerificationState | null = null
  /** Whether what it was about is true now: the library is done a moment before that. */
  #isProven = false

  constructor(request: VerificationRequest) {
    this.request = request
    this.user = idOf(request.otherUserId.toString())
    this.until = Date.now() + request.timeRemainingMillis()
  }

  get id(): string {
    return this.request.flowId
  }

  get sas(): Sas | null {
    const verification = this.request.getVerification()
    return verification instanceof Sas ? verification : null
  }

  get qr(): Qr | null {
    const verification = this.request.getVerification()
    return verification instanceof Qr ? verification : null
  }

  get isDone(): boolean {
    return this.request.isDone()
  }

  proven(): void {
    this.#isProven = true
  }

  /** Ends it on this side; the answer tells the other side. */
  end(why: CancelReason): readonly OutgoingRequest[] {
    if (this.isOver) return []
    if (why !== 'refused') this.#ended = { kind: 'cancelled', why, byMe: true }
    const code = why === 'mismatch' ? 'm.mismatched_sas' : 'm.key_mismatch'
    const verification = why === 'mismatch' || why === 'keys-differ' ? (this.sas ?? this.qr) : null
    const told = verification?.cancelWithCode(code) ?? this.request.cancel()
    return told ? [told as OutgoingRequest] : []
  }

  /** The code to be shown, made once both sides are there. */
  async prepare(): Promise<void> {
    if (this.#code !== undefined || this.request.phase() !== VerificationRequestPhase.Ready) return
    this.#code = null
    const qr = await this.request.generateQrCode()
    if (qr) this.#code = new Uint8Array(qr.toBytes())
  }

  get isOver(): boolean {
    const { kind } = this.state
    return kind === 'done' || kind === 'cancelled'
  }

  get state(): VerificationState {
    if (this.#ended) return this.#ended
    const { request } = this
    if (request.isCancelled()) return cancelled(request.cancelInfo)
    if (request.isDone()) return { kind: this.#isProven ? 'done' : 'waiting' }
    switch (request.phase()) {
      case VerificationRequestPhase.Created:
      case VerificationRequestPhase.Requested:
        return { kind: 'asked' }
      case VerificationRequestPhase.Ready:
        return { kind: 'ready', code: this.#code ?? null }
      default:
        return this.#compared()
    }
  }

  #compared(): VerificationState {
    const { sas, qr } = this
    if (sas?.isCancelled() || qr?.isCancelled()) return cancelled(sas?.cancelInfo() ?? qr?.cancelInfo())
    if (qr?.state() === QrState.Created) return { kind: 'ready', code: this.#code ?? null }
    if (qr?.state() === QrState.Scanned) return { kind: 'scanned' }
    const emoji = sas?.haveWeConfirmed() ? undefined : sas?.emoji()
    if (!emoji) return { kind: 'waiting' }
    const pictures = emoji.map(({ symbol, description }) => ({ symbol, name: description }))
    return { kind: 'comparing', pictures, numbers: [...(sas?.decimals() ?? [])] }
  }

  get value(): Verification {
    const { request, user, until } = this
    this.#device = request.otherDeviceId?.toString() ?? this.#device
    return {
      id: this.id,
      user,
      device: this.#device,
      isOwn: request.isSelfVerification(),
      isMine: request.weStarted(),
      until,
      state: this.state,
    }
  }
}
