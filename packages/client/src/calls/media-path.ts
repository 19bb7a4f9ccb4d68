import { type CallInfo, ParleyError } from '@parley/protocol'
import type { Client, DeviceSignal, Stop } from '../client.ts'
import { type Clock, systemClock } from '../clock.ts'
import { type Readable, type Writable, writable } from '../readable.ts'
import type { LocalMedia } from './media/local-media.ts'
import type { MediaEvent, MediaSession, Present } from './media-session.ts'
import { MeshSession } from './mesh/mesh-session.ts'
import { newcomer, type Other } from './other.ts'
import type { Quality } from './quality/quality.ts'
import type { Route } from './route.ts'
import { SfuSession, type SfuWay } from './sfu/sfu-session.ts'
import { SignalLines } from './signal-lines.ts'
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
  readonly carrier: Route['kind']
  readonly session: MediaSession
  readonly stop: Stop
}

/** Signals of devices that are not known to be in the call yet. */
const earlyMost = 200

/** Brings the media of one call from here to the devices of the others, whichever those are at the moment, and back. */
export class MediaPath {
  readonly #parts: MediaPathParts
  readonly #clock: Clock
  readonly #others: Writable<readonly Other[]> = writable<readonly Other[]>([])
  readonly #qualities: Writable<ReadonlyMap<string, Quality>> = writable<ReadonlyMap<string, Quality>>(new Map())
  readonly #lines: SignalLines
  readonly #stops: Stop[]
  #route: Route | null = null
  #open: Open | null = null
  #early: DeviceSignal[] = []
  /** The ticket that was used last. */
  #spent: string | null = null
  /** On whom it is to begin, between us and those we meet next. */
  #begins: 'we' | 'they' | 'the-smaller' = 'they'

  constructor(parts: MediaPathParts) {
    this.#parts = parts
    this.#clock = parts.clock ?? systemClock
    const { local, client, room, call } = parts
    this.#lines = new SignalLines(client, { room, call }, this.#clock)
    const refresh = (): void => this.#send()
    this.#stops = [
      client.onSignal((signal) => this.#take(signal)),
      local.sent.subscribe(refresh),
      local.muted.subscribe(refresh),
      local.held.subscribe(refresh),
    ]
  }

  /** Everybody else in the call, in the order in which they came. */
  get others(): Readable<readonly Other[]> {
    return this.#others
  }

  /** By device. */
  get qualities(): Readable<ReadonlyMap<string, Quality>> {
    return this.#qualities
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
    const seats = call.participants.filter(({ user }) => user !== this.#parts.me.user)
    const known = this.#others.get()
    const came = seats.map(({ user, device }) => known.find((one) => one.device === device) ?? newcomer(user, device))
    // After a restart of the server the others come back one by one; media does not wait for that.
    const isAway = ({ user }: Other): boolean => call.isHealing === true && came.every((one) => one.user !== user)
    const others = [...known.filter(isAway), ...came]
    if (others.length === 0 && known.length === 0) return
    if (this.#open?.carrier !== this.#route.kind) this.#begin(this.#route.kind)
    this.#lines.keep(others.map(({ device }) => device))
    if (others.length !== known.length || others.some((one) => !known.includes(one))) this.#others.set(others)
    this.#open?.session.present(others.map(({ device }): Present => ({ device, isOurs: this.#isOurs(device) })))
    this.#begins = 'they'
    for (const signal of this.#early.splice(0)) this.#take(signal)
  }

  close(): void {
    for (const stop of this.#stops) stop()
    this.#drop()
    this.#lines.close()
    this.#others.set([])
  }

  #isOurs(device: string): boolean {
    return this.#begins === 'the-smaller' ? this.#parts.me.device < device : this.#begins === 'we'
  }

  #begin(carrier: Route['kind']): void {
    if (this.#open) this.#begins = 'the-smaller'
    this.#drop()
    const session = carrier === 'mesh' ? this.#mesh() : this.#sfu()
    session.listen((event) => this.#heard(event))
    const stop = watchQuality(session, this.#clock, (qualities) => this.#qualities.set(qualities))
    this.#open = { carrier, session, stop }
    this.#send()
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

  #drop(): void {
    this.#open?.stop()
    this.#open?.session.close()
    this.#open = null
    this.#others.update((all) => all.map(({ user, device }) => newcomer(user, device)))
    this.#qualities.set(new Map())
  }

  /** Whoever means another room was led into this call by somebody between. */
  #take(signal: DeviceSignal): void {
    if (signal.call !== this.#parts.call || signal.room !== this.#parts.room) return
    const { device } = signal.from
    if (this.#open && this.#others.get().some((other) => other.device === device)) {
      this.#open.session.take(device, signal.body)
    } else if (this.#early.length < earlyMost) this.#early.push(signal)
  }

  #heard(event: MediaEvent): void {
    switch (event.kind) {
      case 'state':
        this.#moved(event.device, event.state === 'connected')
        return
      case 'track':
        this.#update(event.device, { [event.source]: event.track })
        return
      case 'flags':
        this.#update(event.device, { flags: event.flags })
        return
      case 'closed':
        this.#update(event.device, { closed: event.closed })
    }
  }

  /** A call is interrupted once there is a path to nobody. */
  #moved(device: string | null, isConnected: boolean): void {
    const all = this.#others.get()
    this.#others.set(all.map((one) => (device === null || one.device === device ? { ...one, isConnected } : one)))
    if (isConnected) this.#parts.onState('connected')
    else if (this.#others.get().every((one) => !one.isConnected)) this.#parts.onState('interrupted')
  }

  #update(device: string, news: Partial<Other>): void {
    this.#others.update((all) => all.map((one) => (one.device === device ? { ...one, ...news } : one)))
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
