import { type CallInfo, type OutputOf, ParleyError } from '@parley/protocol'
import type { Client, Ruling, Stop } from '../client.ts'
import { type Clock, pause, systemClock } from '../clock.ts'
import { type Readable, until, type Writable, writable } from '../readable.ts'
import { insist } from './insist.ts'
import type { LocalMedia } from './media/local-media.ts'
import { MediaPath } from './media-path.ts'
import type { PictureFeed, Shown } from './media-session.ts'
import type { Other } from './other.ts'
import { type Quality, worstOf } from './quality/quality.ts'
import { type Reaction, Reactions } from './reactions.ts'
import type { Route } from './route.ts'
import type { SeatLock } from './seat/seat-lock.ts'
import type { SeatMemory } from './seat/seat-memory.ts'
import {
  type CallInput,
  type CallMedia,
  type CallState,
  isOf,
  isRunning,
  next,
  patienceOf,
  type Running,
  sitsIn,
} from './state/call-state.ts'
import { type Effect, effectsOf } from './state/effects.ts'
import { refusalOf } from './state/refusal.ts'

export interface CallParts {
  readonly client: Client
  readonly local: LocalMedia
  readonly lock: SeatLock
  readonly memory: SeatMemory
  /** A worker for sealed frames: the program `livekit-client/e2ee-worker`. */
  readonly sealer: () => Worker
  readonly clock?: Clock
}

/** Milliseconds between two renewals of the seat, which the server keeps for 15 s. */
const renewEvery = 5000
/** Milliseconds in which news that belong to an answer arrive. */
const newsWithin = 2000

/** The call of this tab: it owns the state, and does what follows from it, one thing after the other. */
export class Call {
  readonly #parts: CallParts
  readonly #clock: Clock
  readonly #state: Writable<CallState> = writable<CallState>({ kind: 'idle' })
  readonly #others: Writable<readonly Other[]> = writable<readonly Other[]>([])
  readonly #qualities: Writable<ReadonlyMap<string, Quality>> = writable<ReadonlyMap<string, Quality>>(new Map())
  readonly #quality: Writable<Quality | null> = writable<Quality | null>(null)
  readonly #hand: Writable<number | null> = writable<number | null>(null)
  readonly #reactions: Reactions
  readonly #silenced = new Set<(by: string) => void>()
  #queue: Promise<void> = Promise.resolve()
  #path: MediaPath | null = null
  /** A server that forgets the call hears it from those who were in it. */
  /** What its moderators have decided: a server that forgot the call hears it again. */
  #ruled: Pick<CallInfo, 'isLocked' | 'spotlight'> = {}
  #stopRenewing: Stop = () => undefined
  #stopWaiting: Stop = () => undefined

  constructor(parts: CallParts) {
    this.#parts = parts
    this.#clock = parts.clock ?? systemClock
    this.#reactions = new Reactions(this.#clock)
    parts.client.calls.subscribe(() => this.#look())
    parts.client.onRuling((ruling) => this.#obey(ruling))
    parts.client.session.subscribe(() => {
      if (parts.client.session.get().kind === 'signed-out') this.#take({ kind: 'signed-out' })
    })
    parts.local.muted.subscribe(() => this.#remember())
    parts.local.sent.subscribe(() => this.#remember())
  }

  get state(): Readable<CallState> {
    return this.#state
  }

  /** Everybody else in it, in the order in which they came. */
  get others(): Readable<readonly Other[]> {
    return this.#others
  }

  /** How it is with each other device. */
  get qualities(): Readable<ReadonlyMap<string, Quality>> {
    return this.#qualities
  }

  /** How it is with the one with whom it is worst; null: not measured yet. */
  get quality(): Readable<Quality | null> {
    return this.#quality
  }

  /** The server lets all media go through its relay. */
  get isRelayOnly(): boolean {
    return this.#path?.isRelayOnly === true
  }

  /** Since when I want to speak, milliseconds since 1970; null: I do not. */
  get hand(): Readable<number | null> {
    return this.#hand
  }

  /** The signs that people show now. */
  get reactions(): Readable<readonly Reaction[]> {
    return this.#reactions.shown
  }

  raiseHand(isUp: boolean): void {
    if (isUp !== (this.#hand.get() !== null)) this.#hand.set(isUp ? this.#clock.now() : null)
  }

  /** How a picture of somebody is shown here, in pixels; null: nobody sees it. */
  show(device: string, feed: PictureFeed, shown: Shown): void {
    this.#path?.show(device, feed, shown)
  }

  /** Shows a sign to everybody in the call, unless that were too many at once. */
  react(emoji: string): void {
    if (this.#reactions.add(this.#me().device, emoji)) this.#path?.react(emoji)
  }

  /** Told by whom the microphone was muted, where others could hear it until then. */
  onSilenced(listener: (by: string) => void): Stop {
    this.#silenced.add(listener)
    return () => this.#silenced.delete(listener)
  }

  /** Gets ready to call a room: devices and preview, nothing rings yet. */
  ask(room: string, media: CallMedia): void {
    this.#take({ kind: 'ask', room, media })
  }

  start(room: string, media: CallMedia): void {
    this.#take({ kind: 'start', room, media })
  }

  /** Answers a ring; whatever runs here is left first. */
  answer(call: CallInfo, media: CallMedia): void {
    this.leave()
    this.#take({ kind: 'answer', call, media, me: this.#me().user })
  }

  /** Comes back into a call of this device, or brings it here from another tab. */
  rejoin(call: CallInfo): void {
    const seat = this.#parts.memory.get()
    this.#take({ kind: 'rejoin', call, me: this.#me().user, since: seat?.call === call.id ? seat.since : null })
  }

  leave(): void {
    this.#take({ kind: 'leave', now: this.#clock.now() })
  }

  /** Lets go of what was asked for, or of the notice about an end. */
  dismiss(): void {
    this.#take({ kind: 'dismiss' })
  }

  #me(): { readonly user: string; readonly device: string } {
    const session = this.#parts.client.session.get()
    return session.kind === 'signed-in' ? session : { user: '', device: '' }
  }

  #look(): void {
    const state = this.#state.get()
    if (!isRunning(state)) return
    const call = this.#parts.client.calls.get().find(({ id }) => id === state.call)
    if (!call) return
    const { isLocked, spotlight } = call
    this.#ruled = { ...(isLocked && { isLocked }), ...(spotlight !== undefined && { spotlight }) }
    this.#take({ kind: 'seen', call, ...this.#mine(), now: this.#clock.now() })
    if (!isRunning(this.#state.get()) || !this.#path) return
    this.#path.changed(call)
    // It goes another way now: the answer to a renewal says how to get there.
    if (call.carrier !== this.#path.carrier) void this.#renewNow(call.id)
  }

  /** A ruling about a call that this tab is not in is meant for another tab, or another device. */
  #obey({ kind, call, by }: Ruling): void {
    if (kind === 'removed') {
      this.#take({ kind, call, by, now: this.#clock.now() })
      return
    }
    if (!sitsIn(this.#state.get(), call)) return
    const { local } = this.#parts
    const wasHeard = local.isHeard
    local.silence()
    if (wasHeard) for (const listener of this.#silenced) listener(by)
  }

  #mine() {
    const { user, device } = this.#me()
    return { me: user, device }
  }

  #take(input: CallInput): void {
    const before = this.#state.get()
    const after = next(before, input)
    if (after === before) return
    const effects = effectsOf(before, after)
    // Devices and connections are let go at once, whatever else is under way.
    if (effects.some((effect) => effect.do === 'close')) this.#close()
    if (after.kind !== before.kind) this.#wait(after)
    this.#state.set(after)
    this.#remember()
    for (const effect of effects) {
      // Nor does hanging up wait: it may have to be said more than once.
      if (effect.do === 'leave') void this.#leave(effect)
      else this.#queue = this.#queue.then(() => this.#run(effect)).catch(() => undefined)
    }
  }

  /** Media that does not come within its time is not coming. */
  #wait(state: CallState): void {
    this.#stopWaiting()
    const patience = patienceOf(state)
    if (patience === null) return
    this.#stopWaiting = this.#clock.after(patience, () => this.#take({ kind: 'late', now: this.#clock.now() }))
  }

  async #leave({ call, room, media, isWritten }: Extract<Effect, { do: 'leave' }>): Promise<void> {
    const { client } = this.#parts
    const lasted = await this.#giveUpSeat(call)
    const isVoice = client.rooms.get().some(({ id, voice }) => id === room && voice === true)
    // The last who goes writes it down. Voice channels are always open: who was there for a while is no event.
    if (!isWritten || lasted === null || isVoice) return
    const content = { v: 1, kind: 'call', call, media, outcome: 'ended', lasted } as const
    await client
      .room(room)
      .post(content)
      .catch(() => undefined)
  }

  /** Answers for how many milliseconds the call ran, if it ended with this. */
  async #giveUpSeat(call: string): Promise<number | null> {
    const isLeft = (): boolean => {
      const state = this.#state.get()
      return !isRunning(state) || state.call !== call
    }
    const leave = () => this.#parts.client.call('calls.leave', { call })
    return await insist(leave, this.#clock, isLeft).then(
      ({ lasted }) => lasted ?? null,
      () => null,
    )
  }

  async #run(effect: Effect): Promise<void> {
    const { client } = this.#parts
    switch (effect.do) {
      case 'start':
        await this.#enter(() => client.call('calls.start', { room: effect.room, media: effect.media }))
        return
      case 'join':
        await this.#enter(() => client.call('calls.join', { call: effect.call }))
        return
      case 'record':
        await client.room(effect.room).post(effect.content)
        return
      case 'leave':
      case 'close':
    }
  }

  async #enter(ask: () => Promise<OutputOf<'calls.join'>>): Promise<void> {
    const wanted = this.#state.get()
    if (!isRunning(wanted)) return
    const before = this.#parts.client.calls.get()
    try {
      const { call, route } = await ask()
      if (!isOf(this.#state.get(), call)) {
        void this.#giveUpSeat(call.id)
        return
      }
      this.#parts.lock.hold(() => this.#take({ kind: 'taken-over', now: this.#clock.now() }))
      this.#take({ kind: 'admitted', call, me: this.#me().user })
      this.#openPath(call.id, wanted.room).admitted(call, route)
      this.#renew(call.id)
      this.#look()
    } catch (error) {
      await this.#refused(error, wanted, before)
    }
  }

  /** The server tells of a call that met a busy line, so that it can be written down. */
  async #refused(error: unknown, wanted: Running, before: readonly CallInfo[]): Promise<void> {
    const isBusy = error instanceof ParleyError && error.code === 'line_busy'
    const call = isBusy ? await this.#busyCall(wanted.room, before) : undefined
    const reason = isBusy ? 'busy' : refusalOf(error)
    // Something else may be under way meanwhile.
    const state = this.#state.get()
    if (!isRunning(state) || state.room !== wanted.room || state.call !== wanted.call) return
    this.#take({ kind: 'refused', reason, call: call?.id ?? null, now: this.#clock.now() })
  }

  async #busyCall(room: string, before: readonly CallInfo[]): Promise<CallInfo | undefined> {
    const { calls } = this.#parts.client
    const isIt = (call: CallInfo): boolean =>
      call.room === room && call.reason === 'busy' && before.every(({ id }) => id !== call.id)
    const find = (all: readonly CallInfo[]) => all.find(isIt)
    await Promise.race([until(calls, (all) => find(all) !== undefined), pause(this.#clock, newsWithin)])
    return find(calls.get())
  }

  #openPath(call: string, room: string): MediaPath {
    this.#path?.close()
    const { client, local } = this.#parts
    const path = new MediaPath({
      client,
      local,
      hand: this.#hand,
      onStuck: () => {
        this.#take({ kind: 'stuck' })
        void client.call('calls.reroute', { call }).catch(() => undefined)
      },
      onCannotSeal: () => this.#take({ kind: 'refused', reason: 'cannot-seal', call, now: this.#clock.now() }),
      onReaction: (device, emoji) => this.#reactions.add(device, emoji),
      me: this.#me(),
      room,
      call,
      clock: this.#clock,
      sealer: this.#parts.sealer,
      route: () => this.#freshRoute(call),
      onState: (state) =>
        this.#take(state === 'connected' ? { kind: 'connected', now: this.#clock.now() } : { kind: 'interrupted' }),
    })
    path.others.subscribe(() => this.#others.set(path.others.get()))
    path.qualities.subscribe(() => {
      this.#qualities.set(path.qualities.get())
      this.#quality.set(worstOf([...path.qualities.get().values()]))
    })
    this.#path = path
    return path
  }

  #renew(call: string): void {
    this.#stopRenewing()
    this.#stopRenewing = this.#clock.after(renewEvery, () => void this.#renewNow(call))
  }

  async #renewNow(call: string): Promise<void> {
    const state = this.#state.get()
    if (!isRunning(state) || state.call !== call) return
    try {
      const admitted = await this.#keepSeat(call, state)
      // First who is there: a path that stands already to whoever has come makes the call live.
      this.#take({ kind: 'seen', call: admitted.call, ...this.#mine(), now: this.#clock.now() })
      this.#path?.renewed(admitted.call, admitted.route)
    } catch (error) {
      // Without the server the media goes on; whoever can still reach it says so.
      const code = error instanceof ParleyError ? error.code : null
      const isForgotten = code === 'not_found' && this.#state.get().kind !== 'live'
      const isGone = code === 'call_ended' || code === 'not_a_member' || isForgotten
      if (isGone) this.#take({ kind: 'refused', reason: 'failed', call, now: this.#clock.now() })
    }
    const now = this.#state.get()
    if (isRunning(now) && now.call === call) this.#renew(call)
  }

  /** A renewal revives a call that the server forgot when it restarted; one that nobody answered must not go live so. */
  #keepSeat(call: string, { kind, room, media }: Running): Promise<OutputOf<'calls.join'>> {
    const { client } = this.#parts
    if (kind === 'ringing') return client.call('calls.join', { call })
    const was = { carrier: this.#path?.carrier ?? 'mesh', ...this.#ruled }
    return client.call('calls.renew', { call, room, media, ...was })
  }

  async #freshRoute(call: string): Promise<Route> {
    const state = this.#state.get()
    if (!isRunning(state)) throw new ParleyError('call_ended')
    return (await this.#keepSeat(call, state)).route
  }

  #close(): void {
    this.#stopRenewing()
    this.#path?.close()
    this.#path = null
    this.#ruled = {}
    this.#others.set([])
    this.#qualities.set(new Map())
    this.#quality.set(null)
    this.#hand.set(null)
    this.#parts.lock.release()
    this.#parts.local.release()
    this.#parts.memory.set(null)
  }

  #remember(): void {
    const state = this.#state.get()
    if (!isRunning(state) || state.call === null) return
    const { memory, local } = this.#parts
    const since = state.kind === 'ringing' ? null : state.since
    memory.set({ call: state.call, since, muted: local.muted.get(), camera: local.sent.get().camera !== null })
  }
}
