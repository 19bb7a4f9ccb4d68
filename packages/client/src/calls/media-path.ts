import { type CallInfo, type CallSignal, ParleyError } from '@parley/protocol'
import type { Client, DeviceSignal, Stop } from '../client.ts'
import { type Clock, systemClock } from '../clock.ts'
import { type Readable, type Writable, writable } from '../readable.ts'
import { Crossing } from './crossing.ts'
import { nothing } from './incoming.ts'
import { Leg } from './leg.ts'
import type { LocalMedia } from './media/local-media.ts'
import type { MediaSession, PictureFeed, Present, Shown } from './media-session.ts'
import { MeshSession } from './mesh/mesh-session.ts'
import { readSignals } from './mesh/read-signal.ts'
import type { Other } from './other.ts'
import type { Quality } from './quality/quality.ts'
import type { Route } from './route.ts'
import { canSeal } from './sfu/can-seal.ts'
import { SfuSession, type SfuWay } from './sfu/sfu-session.ts'
import { SignalLines } from './signal-lines.ts'

export interface MediaPathParts {
  readonly client: Pick<Client, 'signal' | 'onSignal'>
  readonly local: LocalMedia
  readonly hand: Readable<number | null>
  readonly me: { readonly user: string; readonly device: string }
  readonly room: string
  readonly call: string
  readonly onState: (state: 'connected' | 'interrupted') => void
  /** There is somebody to whom no path leads. */
  readonly onStuck: () => void
  /** The call goes over a server, and this browser cannot seal what it would send there. */
  readonly onCannotSeal: () => void
  /** Somebody else shows a sign. */
  readonly onReaction: (device: string, emoji: string) => void
  /** A route with a ticket that was not used before. */
  readonly route: () => Promise<Route>
  readonly sealer: () => Worker
  readonly clock?: Clock
}

interface Seat {
  readonly user: string
  readonly device: string
}

/** The way that a call has left, and how far it is. */
interface Leaving {
  readonly leg: Leg
  readonly crossing: Crossing
}

/** Signals of devices that are not known to be in the call yet, or for a way that is not open yet; milliseconds they wait. */
const [earlyMost, earlyFor] = [200, 10_000]

interface Early {
  readonly device: string
  readonly signal: CallSignal
  readonly at: number
}

const isSame = (one: Other, other: Other | undefined): boolean =>
  other !== undefined && (Object.keys(one) as (keyof Other)[]).every((key) => one[key] === other[key])

/** Brings the media of one call from here to the devices of the others, whichever those are at the moment, and back. */
export class MediaPath {
  readonly #parts: MediaPathParts
  readonly #clock: Clock
  readonly #others: Writable<readonly Other[]> = writable<readonly Other[]>([])
  readonly #qualities: Writable<ReadonlyMap<string, Quality>> = writable<ReadonlyMap<string, Quality>>(new Map())
  readonly #lines: SignalLines
  readonly #stop: Stop
  /** How each picture is shown here. */
  readonly #shown = new Map<string, { readonly device: string; readonly feed: PictureFeed; readonly shown: Shown }>()
  #seats: readonly Seat[] = []
  #route: Route | null = null
  #leg: Leg | null = null
  #leaving: Leaving | null = null
  #early: Early[] = []
  /** The ticket that was used last. */
  #spent: string | null = null
  /** On whom it is to begin, between us and those we meet next. */
  #begins: 'we' | 'they' | 'the-smaller' = 'they'

  constructor(parts: MediaPathParts) {
    this.#parts = parts
    this.#clock = parts.clock ?? systemClock
    const { client, room, call } = parts
    this.#lines = new SignalLines(client, { room, call }, this.#clock)
    this.#stop = client.onSignal((signal) => this.#take(signal))
  }

  /** Everybody else in the call, in the order in which they came. */
  get others(): Readable<readonly Other[]> {
    return this.#others
  }

  /** By device. */
  get qualities(): Readable<ReadonlyMap<string, Quality>> {
    return this.#qualities
  }

  /** The server lets all media go through its relay. */
  get isRelayOnly(): boolean {
    return this.#route?.relayOnly === true
  }

  get carrier(): Route['kind'] {
    return this.#route?.kind ?? 'mesh'
  }

  /** The server gave us a seat: we came last, so it is on us to begin with those who are there. */
  admitted(call: CallInfo, route: Route): void {
    if (this.#route === null) this.#begins = 'we'
    this.#route = route
    this.changed(call)
    this.#begins = 'they'
  }

  /** Fresh servers for the next search for a path, or another carrier. */
  renewed(call: CallInfo, route: Route): void {
    this.#route = route
    this.changed(call)
  }

  /** Somebody came, went, or is on another device now. */
  changed(call: CallInfo): void {
    if (call.id !== this.#parts.call || !this.#route) return
    if (this.#route.kind === 'sfu' && !canSeal()) {
      this.#parts.onCannotSeal()
      return
    }
    const came = call.participants.filter(({ user }) => user !== this.#parts.me.user)
    // After a restart of the server the others come back one by one, and who is away may too; media does not wait for that.
    const isAway = ({ user, device }: Seat): boolean => {
      const mayReturn = call.isHealing === true || call.away?.some((one) => one.device === device)
      return mayReturn === true && came.every((one) => one.user !== user)
    }
    const seats = [...this.#seats.filter(isAway), ...came]
    if (seats.length === 0 && this.#seats.length === 0) return
    this.#seats = seats
    const devices = seats.map(({ device }) => device)
    this.#lines.keep(devices)
    if (this.#leg?.carrier !== this.#route.kind) this.#go(this.#route.kind)
    // Whoever comes while the call goes over to another way is not met by the one that it leaves.
    const isStaying = call.carrier === this.#route.kind
    const reached = devices.filter((device) => isStaying || this.#leg?.incoming(device))
    this.#leg?.present(reached.map((device): Present => ({ device, isOurs: this.#isOurs(device) })))
    this.#leaving?.leg.present(this.#reachedBefore(devices))
    this.#leaving?.crossing.keep(devices)
    this.#begins = 'they'
    this.#show()
    const since = this.#clock.monotonic() - earlyFor
    for (const early of this.#early.splice(0)) if (early.at >= since) this.#hear(early)
  }

  /** How a picture of a device is shown here, by whatever way it comes. */
  show(device: string, feed: PictureFeed, shown: Shown): void {
    this.#shown.set(`${device} ${feed}`, { device, feed, shown })
    for (const leg of [this.#leg, this.#leaving?.leg]) leg?.show(device, feed, shown)
  }

  /** Shows everybody in the call a sign. */
  react(emoji: string): void {
    for (const { device } of this.#seats) this.#lines.send(device, { v: 1, kind: 'reaction', emoji })
  }

  close(): void {
    this.#stop()
    this.#leave()
    this.#leg?.close()
    this.#leg = null
    this.#lines.close()
    this.#seats = []
    this.#others.set([])
  }

  #isOurs(device: string): boolean {
    return this.#begins === 'the-smaller' ? this.#parts.me.device < device : this.#begins === 'we'
  }

  /** Who was reached by the way before, and is still there. */
  #reachedBefore(devices: readonly string[]): readonly Present[] {
    const reached = devices.filter((device) => this.#leaving?.leg.incoming(device))
    return reached.map((device) => ({ device, isOurs: false }))
  }

  /** Another way is opened; the one before ends once everybody has come over. */
  #go(carrier: Route['kind']): void {
    this.#leave()
    const from = this.#leg
    if (from) this.#begins = 'the-smaller'
    const to: Leg = new Leg({
      carrier,
      session: carrier === 'mesh' ? this.#mesh() : this.#sfu(),
      local: this.#parts.local,
      hand: this.#parts.hand,
      known: (device) => from?.incoming(device)?.flags,
      clock: this.#clock,
      changed: (isConnected) => this.#changed(isConnected),
      measured: () => this.#measure(),
      stuck: () => this.#parts.onStuck(),
    })
    for (const { device, feed, shown } of this.#shown.values()) to.show(device, feed, shown)
    this.#leg = to
    if (!from) return
    const crossing = new Crossing({
      isShown: (device, feed) => (this.#shown.get(`${device} ${feed}`)?.shown ?? null) !== null,
      from,
      to,
      devices: this.#seats.flatMap(({ device }) => (from.incoming(device) ? [device] : [])),
      arrived: (device) => {
        this.#lines.send(device, { v: 1, kind: 'media-arrived', carrier })
        this.#show()
      },
      done: () => this.#leave(),
      clock: this.#clock,
    })
    this.#leaving = { leg: from, crossing }
  }

  /** The way before is of no use any more. */
  #leave(): void {
    this.#leaving?.crossing.close()
    this.#leaving?.leg.close()
    this.#leaving = null
    this.#show()
  }

  #mesh(): MediaSession {
    return new MeshSession({
      me: this.#parts.me.device,
      route: () => this.#route ?? { kind: 'mesh', iceServers: [], relayOnly: false },
      send: (device, signal) => this.#lines.send(device, signal),
      forget: (device) => this.#lines.forget(device),
      clock: this.#clock,
    })
  }

  #sfu(): MediaSession {
    const { me, sealer } = this.#parts
    return new SfuSession({
      me: me.device,
      origin: globalThis.location.origin,
      way: () => this.#way(),
      worker: sealer,
      send: (device, signal) => this.#lines.send(device, signal),
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

  /** The way by which somebody is seen and heard now. */
  #legOf(device: string): Leg | null {
    const { leg, crossing } = this.#leaving ?? {}
    return leg?.incoming(device)?.isConnected && crossing?.isExpected(device) ? leg : this.#leg
  }

  /** Whoever means another room was led into this call by somebody between. */
  #take({ from, body, ...of }: DeviceSignal): void {
    const { room, call } = this.#parts
    if (of.call !== call || of.room !== room) return
    const at = this.#clock.monotonic()
    for (const signal of readSignals(body)) this.#hear({ device: from.device, signal, at })
  }

  #hear(heard: Early): void {
    if (!this.#isTaken(heard.device, heard.signal) && this.#early.length < earlyMost) this.#early.push(heard)
  }

  #isTaken(device: string, signal: CallSignal): boolean {
    if (!this.#seats.some((seat) => seat.device === device)) return false
    if (signal.kind === 'reaction') {
      this.#parts.onReaction(device, signal.emoji)
      return true
    }
    if (signal.kind === 'media-arrived') {
      if (this.#leg?.carrier !== signal.carrier) return false
      this.#leaving?.crossing.confirmed(device)
      return true
    }
    const taken = [this.#leg, this.#leaving?.leg].map((leg) => leg?.take(device, signal) ?? false)
    return taken.includes(true)
  }

  /** A call is interrupted once there is a path to nobody. */
  #changed(isConnected: boolean | null): void {
    this.#show()
    if (isConnected === true) this.#parts.onState('connected')
    if (isConnected === false && this.#others.get().every((one) => !one.isConnected)) this.#parts.onState('interrupted')
  }

  #show(): void {
    const before = this.#others.get()
    const others = this.#seats.map(
      ({ user, device }): Other => ({ user, device, ...(this.#legOf(device)?.incoming(device) ?? nothing) }),
    )
    const isNews = others.length !== before.length || others.some((one, at) => !isSame(one, before[at]))
    if (isNews) this.#others.set(others)
  }

  #measure(): void {
    const found = this.#seats.flatMap(({ device }) => {
      const quality = this.#legOf(device)?.quality(device)
      return quality ? [[device, quality] as const] : []
    })
    this.#qualities.set(new Map(found))
  }
}
