import { type CallInfo, type CallSignal, ParleyError } from '@parley/protocol'
import type { Client, DeviceSignal, Stop } from '../client.ts'
import { type Clock, systemClock } from '../clock.ts'
import { type Readable, type Writable, writable } from '../readable.ts'
import type { LocalMedia } from './media/local-media.ts'
import type { MediaEvent, MediaSession } from './media-session.ts'
import { MeshSession } from './mesh/mesh-session.ts'
import { SignalLine } from './mesh/signal-line.ts'
import type { Quality } from './quality/quality.ts'
import { nothingYet, type Remote } from './remote.ts'
import type { Route } from './route.ts'
import { SfuSession, type SfuWay } from './sfu/sfu-session.ts'
import { watchQuality } from './watch-quality.ts'

export interface MediaPathParts {
  readonly client: Pick<Client, 'signal' | 'onSignal'>
  readonly local: LocalMedia
  readonly me: { readonly user: string; readonly device: string }
  readonly room: string
  readonly call: string
  readonly onState: (state: 'connected' | 'interrupted') => void
  /** A route with a ticket that was not used before. */
  readonly route: () => Promise<Route>
  readonly sealer: () => Worker
  readonly clock?: Clock
}

interface Open {
  readonly device: string
  readonly carrier: Route['kind']
  readonly session: MeshSession | SfuSession
  readonly line: SignalLine
  readonly stop: Stop
}

/** Signals of a device that is not known to be in the call yet. */
const earlyMost = 200

/** Brings the media of one call from here to the other device, whichever that is at the moment, and back. */
export class MediaPath {
  readonly #parts: MediaPathParts
  readonly #clock: Clock
  readonly #remote: Writable<Remote> = writable(nothingYet)
  readonly #quality: Writable<Quality | null> = writable<Quality | null>(null)
  readonly #stops: Stop[]
  #route: Route | null = null
  #open: Open | null = null
  #early: DeviceSignal[] = []
  /** The ticket that was used last. */
  #spent: string | null = null
  /** Whether it is on us to offer to the first device we meet. */
  #isOffering = false

  constructor(parts: MediaPathParts) {
    this.#parts = parts
    this.#clock = parts.clock ?? systemClock
    const { local, client } = parts
    const refresh = (): void => this.#send()
    this.#stops = [
      client.onSignal((signal) => this.#take(signal)),
      local.sent.subscribe(refresh),
      local.muted.subscribe(refresh),
      local.held.subscribe(refresh),
    ]
  }

  get remote(): Readable<Remote> {
    return this.#remote
  }

  get quality(): Readable<Quality | null> {
    return this.#quality
  }

  get carrier(): Route['kind'] {
    return this.#route?.kind ?? 'mesh'
  }

  /** The server gave us a seat; if somebody is there already, we came last and offer. */
  admitted(call: CallInfo, route: Route): void {
    const isFirst = this.#route === null
    this.#route = route
    if (isFirst) this.#isOffering = this.#peer(call) !== undefined
    this.changed(call)
  }

  /** Fresh servers for the next search for a path, or another carrier. */
  renewed(call: CallInfo, route: Route): void {
    this.#route = route
    this.changed(call)
  }

  /** Somebody came, went, or is on another device now. */
  changed(call: CallInfo): void {
    if (call.id !== this.#parts.call || !this.#route) return
    const peer = this.#peer(call)
    const stays = peer?.device === this.#open?.device && this.#route.kind === this.#open?.carrier
    if (!peer || stays) return
    this.#drop()
    this.#open = this.#connect(peer.device)
    this.#isOffering = false
    for (const signal of this.#early.splice(0)) this.#take(signal)
  }

  close(): void {
    for (const stop of this.#stops) stop()
    this.#drop()
  }

  #peer(call: CallInfo) {
    return call.participants.find(({ user }) => user !== this.#parts.me.user)
  }

  #connect(device: string): Open {
    const { client, room, call } = this.#parts
    const line = new SignalLine(client, { room, call, device }, this.#clock)
    const send = (signal: CallSignal): void => line.send(signal)
    const { carrier } = this
    const session = carrier === 'mesh' ? this.#mesh(device, send) : this.#sfu(device, send)
    session.listen((event) => this.#heard(event))
    const stop = watchQuality(session, this.#clock, (quality) => this.#quality.set(quality))
    this.#send(session)
    return { device, carrier, session, line, stop }
  }

  #mesh(device: string, send: (signal: CallSignal) => void): MeshSession {
    return new MeshSession({
      route: () => this.#route ?? { kind: 'mesh', iceServers: [], relayOnly: false },
      isPolite: this.#parts.me.device < device,
      isOffering: this.#isOffering,
      send,
      clock: this.#clock,
    })
  }

  #sfu(device: string, send: (signal: CallSignal) => void): SfuSession {
    const { me, sealer } = this.#parts
    return new SfuSession({
      me: me.device,
      device,
      origin: globalThis.location.origin,
      way: () => this.#way(),
      worker: sealer,
      send,
      clock: this.#clock,
    })
  }

  /** The ticket of the route that came last, or of a fresh one: each lets in once. */
  async #way(): Promise<SfuWay> {
    let route = this.#route
    if (route?.kind !== 'sfu' || route.ticket === this.#spent) route = await this.#parts.route()
    if (route.kind !== 'sfu') throw new ParleyError('not_found')
    this.#spent = route.ticket
    return route
  }

  #drop(): void {
    this.#open?.stop()
    this.#open?.session.close()
    this.#open?.line.close()
    this.#open = null
    this.#remote.set(nothingYet)
    this.#quality.set(null)
  }

  /** Whoever means another room was led into this call by somebody between. */
  #take(signal: DeviceSignal): void {
    if (signal.call !== this.#parts.call || signal.room !== this.#parts.room) return
    if (signal.from.device === this.#open?.device) this.#open.session.take(signal.body)
    else if (this.#early.length < earlyMost) this.#early.push(signal)
  }

  #heard(event: MediaEvent): void {
    switch (event.kind) {
      case 'state':
        if (event.state !== 'connecting') this.#parts.onState(event.state)
        return
      case 'track':
        this.#remote.update((remote) => ({ ...remote, [event.source]: event.track }))
        return
      case 'flags':
        this.#remote.update((remote) => ({ ...remote, flags: event.flags }))
    }
  }

  #send(session: MediaSession | undefined = this.#open?.session): void {
    if (!session) return
    const { local } = this.#parts
    const sent = local.sent.get()
    for (const source of ['microphone', 'camera'] as const) {
      const track = sent[source]
      void (track ? session.publish(source, track) : session.unpublish(source)).catch(() => undefined)
    }
    session.announce({ audio: local.isHeard, video: sent.camera !== null })
  }
}
