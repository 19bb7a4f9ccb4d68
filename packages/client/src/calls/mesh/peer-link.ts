import type { CallSignal } from '@parley/protocol'
import { LineProbe } from '../line/line-probe.ts'
import { outgoingOf } from '../line/outgoing.ts'
import { type Feed, feeds } from '../media-session.ts'
import type { PeerSignal } from './peer-signal.ts'
import { withPrecedence } from './precedence.ts'
import { sdpSession } from './sdp-session.ts'

export interface PeerLinkParts {
  readonly configuration: RTCConfiguration
  /** Gives way when both offer at once. */
  readonly isPolite: boolean
  readonly send: (signal: CallSignal) => void
  /** What is sent, looked up whenever a sender appears. */
  readonly sent: (feed: Feed) => MediaStreamTrack | null
  /** Whether the other side wants to have what is sent. */
  readonly isWanted: (feed: Feed) => boolean
  readonly onTrack: (feed: Feed, track: MediaStreamTrack) => void
  readonly onState: (state: RTCPeerConnectionState) => void
}

/** Candidates that belong to one description: nobody has as many addresses. */
const candidatesMost = 200

/** `anew`: this connection cannot go on with it; take the signal with a fresh one. `offer`: a fresh one has to offer. */
export type Taken = 'done' | 'anew' | 'offer'

const kinds = { microphone: 'audio', camera: 'video', screen: 'video', screenSound: 'audio' } as const

/**
 * One RTCPeerConnection with perfect negotiation (W3C webrtc-pc, example in §10.7): either side may offer at any time,
 * the impolite one ignores an offer that collides, the polite one rolls its own back (RFC 8829 §4.1.10.2).
 * The media sections of all feeds exist from the first offer, in one order, so that later changes of tracks need no negotiation.
 */
export class PeerLink {
  readonly #parts: PeerLinkParts
  readonly #pc: RTCPeerConnection
  readonly #early: RTCIceCandidateInit[] = []
  /** Of the other's description. */
  #candidates = 0
  #isMakingOffer = false
  #ignoresOffer = false
  #adjusting: Promise<void> = Promise.resolve()
  readonly #probe = new LineProbe()
  #probing: Promise<void> = Promise.resolve()

  constructor(parts: PeerLinkParts) {
    this.#parts = parts
    this.#pc = new RTCPeerConnection(parts.configuration)
    this.#pc.onnegotiationneeded = () => void this.#offer()
    this.#pc.onicecandidate = ({ candidate }) => {
      if (!candidate?.candidate) return
      const { sdpMid, sdpMLineIndex, usernameFragment } = candidate
      const place = { candidate: candidate.candidate, sdpMid, sdpMLineIndex, usernameFragment }
      parts.send({ v: 1, kind: 'webrtc-ice', candidate: place })
    }
    this.#pc.ontrack = ({ track, transceiver }) => {
      const feed = this.#feedOf(transceiver)
      if (feed) parts.onTrack(feed, track)
    }
    this.#pc.onconnectionstatechange = () => parts.onState(this.#pc.connectionState)
  }

  get state(): RTCPeerConnectionState {
    return this.#pc.connectionState
  }

  /** The other side has said something; two that have nothing to try with each other stay `new` all the same. */
  get isAnswered(): boolean {
    return this.#pc.remoteDescription !== null
  }

  /** Begins: all sections, and an offer for them. */
  begin(): void {
    for (const feed of feeds) this.#pc.addTransceiver(kinds[feed], { direction: 'sendrecv' })
    this.#fill()
  }

  /** Looks for another path (ICE restart, RFC 8445 §2.4), with servers that may be new. */
  restart(configuration: RTCConfiguration): void {
    this.#pc.setConfiguration(configuration)
    this.#pc.restartIce()
  }

  async publish(feed: Feed): Promise<void> {
    await this.#sender(feed)?.replaceTrack(this.#parts.sent(feed))
  }

  /** Says what goes first where there is too little for all, and what is not wanted: one change after the other. */
  adjust(): void {
    this.#adjusting = this.#adjusting.then(() => this.#adjust())
  }

  stats(): Promise<RTCStatsReport> {
    return this.#pc.getStats()
  }

  /** Tries whether the path carries more, if it seems to carry too little. `now`: milliseconds, monotonic. */
  async tryMore(report: RTCStatsReport, now: number): Promise<void> {
    if (this.#isMakingOffer || this.#pc.connectionState !== 'connected') return
    const outgoing = outgoingOf(report, this.#pc.getSenders())
    this.#probing = this.#probe.saw(this.#pc, outgoing, now).catch(() => undefined)
    await this.#probing
  }

  async take(signal: PeerSignal): Promise<Taken> {
    if (this.#pc.signalingState === 'closed') return 'done'
    switch (signal.kind) {
      case 'webrtc-offer':
        return await this.#takeOffer(signal.sdp)
      case 'webrtc-answer':
        return await this.#takeAnswer(signal.sdp)
      case 'webrtc-ice':
        await this.#takeCandidate(signal.candidate)
        return 'done'
    }
  }

  close(): void {
    this.#pc.onconnectionstatechange = null
    this.#pc.onnegotiationneeded = null
    this.#pc.onicecandidate = null
    this.#pc.ontrack = null
    this.#pc.close()
  }

  async #offer(): Promise<void> {
    this.#isMakingOffer = true
    await this.#probing
    try {
      await this.#pc.setLocalDescription()
      this.#tell('webrtc-offer')
    } catch {
      // The state moved on meanwhile; the browser asks again when it is stable.
    } finally {
      this.#isMakingOffer = false
    }
  }

  async #takeOffer(sdp: string): Promise<Taken> {
    const known = this.#pc.remoteDescription
    if (known && sdpSession(known.sdp) !== sdpSession(sdp)) return 'anew'
    const collides = this.#isMakingOffer || this.#pc.signalingState !== 'stable'
    this.#ignoresOffer = collides && !this.#parts.isPolite
    if (this.#ignoresOffer) return 'done'
    // Sections of an own first offer would stay beside those of the other after a rollback.
    if (collides && !known) return 'anew'
    await this.#pc.setRemoteDescription({ type: 'offer', sdp })
    this.#fill()
    await this.#pc.setLocalDescription()
    this.#tell('webrtc-answer')
    await this.#takeEarly()
    this.adjust()
    return 'done'
  }

  async #takeAnswer(sdp: string): Promise<Taken> {
    if (this.#pc.signalingState !== 'have-local-offer') return 'done'
    const known = this.#pc.remoteDescription
    if (known && sdpSession(known.sdp) !== sdpSession(sdp)) return 'offer'
    await this.#pc.setRemoteDescription({ type: 'answer', sdp })
    await this.#takeEarly()
    this.adjust()
    return 'done'
  }

  async #takeCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    if (!this.#pc.remoteDescription) {
      if (this.#early.length < candidatesMost) this.#early.push(candidate)
      return
    }
    if (this.#candidates >= candidatesMost) return
    this.#candidates += 1
    // Of an offer that was ignored, or of an earlier generation: neither is of use.
    await this.#pc.addIceCandidate(candidate).catch(() => undefined)
  }

  async #takeEarly(): Promise<void> {
    this.#candidates = 0
    for (const candidate of this.#early.splice(0)) await this.#takeCandidate(candidate)
  }

  #tell(kind: 'webrtc-offer' | 'webrtc-answer'): void {
    const { localDescription } = this.#pc
    if (localDescription) this.#parts.send({ v: 1, kind, sdp: localDescription.sdp })
  }

  /** Sends in every section, with the track that is there now. */
  #fill(): void {
    for (const transceiver of this.#pc.getTransceivers()) {
      const feed = this.#feedOf(transceiver)
      if (!feed) continue
      transceiver.direction = 'sendrecv'
      void transceiver.sender.replaceTrack(this.#parts.sent(feed))
    }
  }

  /** What the browser does not know of stays as it is. */
  async #adjust(): Promise<void> {
    for (const feed of feeds) {
      const sender = this.#sender(feed)
      const parameters = sender && withPrecedence(feed, sender.getParameters(), this.#parts.isWanted(feed))
      if (parameters) await sender.setParameters(parameters).catch(() => undefined)
    }
  }

  #sender(feed: Feed): RTCRtpSender | undefined {
    return this.#pc.getTransceivers().find((transceiver) => this.#feedOf(transceiver) === feed)?.sender
  }

  /** Sections stand in the order in which they were first offered. */
  #feedOf(transceiver: RTCRtpTransceiver): Feed | undefined {
    const feed = feeds[this.#pc.getTransceivers().indexOf(transceiver)]
    return feed && kinds[feed] === transceiver.receiver.track.kind ? feed : undefined
  }
}
