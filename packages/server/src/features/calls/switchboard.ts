import { type CallInfo, ParleyError } from '@parley/protocol'
import type { House } from '../../house.ts'
import {
  awayIn,
  type CallInput,
  type CallState,
  carried,
  expelledFrom,
  infoOf,
  isShutTo,
  lasting,
  mayReturn,
  next,
  revived,
  type Seat,
  seatsOf,
  type Term,
} from './call-state.ts'
import { areFew, type CarrierRule } from './carrier.ts'
import { newlyExpelled, removal } from './expulsions.ts'
import { isModerator } from './moderators.ts'
import { SharedCalls } from './shared-calls.ts'
import { Sightings } from './sightings.ts'

interface Device {
  readonly user: string
  readonly device: string
}

export interface SwitchboardParts extends Pick<House, 'calls' | 'clock' | 'fanout' | 'newId' | 'storage'> {
  readonly carrierRule: () => CarrierRule
}

export interface NewCall {
  readonly room: string
  readonly isGroup: boolean
  readonly media: CallInfo['media']
  /** Everybody in a direct message, the caller included; nobody in a room of many. */
  readonly members: readonly string[]
}

/** What a call was, as a device remembers it. */
interface Remembered {
  readonly carrier?: CallInfo['carrier'] | undefined
  readonly isLocked?: boolean | undefined
  readonly spotlight?: string | undefined
}

/** Milliseconds for which a call that ended is shown as such, and after which it is forgotten. */
const rememberedFor = 60_000
const forgottenAfter = 120_000
/** Milliseconds after the start in which an unknown call may be one that a restart forgot; later it is an old one. */
const revivableFor = 120_000
/** Milliseconds between two tries of what nobody asks for again, and how many there are. */
const [again, triesMost] = [1000, 60]

const sitsIn = (call: CallState, { user, device }: Device): boolean =>
  seatsOf(call).some((seat) => seat.user === user && seat.device === device)

/** What a term is known by, and what it is while it lasts. */
function nameOf(id: string, term: Term): readonly [what: string, value: string] {
  if (term.kind === 'ring') return [`${id} ring`, '']
  if (term.kind === 'awaited') return [`${id} ${term.user}`, '']
  return [`${id} ${term.seat.device}`, `${term.kind} ${term.seat.beat}`]
}

/** The calls of the house, as one node serves them; every device of everybody whom one concerns hears each change. */
export class Switchboard {
  readonly #house: SwitchboardParts
  readonly #calls: SharedCalls
  readonly #sightings: Sightings
  readonly #watchers = new Set<(call: CallState) => void>()
  readonly #revivableUntil: number

  constructor(house: SwitchboardParts) {
    this.#house = house
    this.#revivableUntil = house.clock.monotonic() + revivableFor
    this.#calls = new SharedCalls(house)
    this.#sightings = new Sightings(house.clock)
    this.#calls.watch((after, before) => this.#tell(after, before))
    house.clock.every(1000, () => this.#tick())
  }

  /** Tells of each change that others see as well. */
  watch(watcher: (call: CallState) => void): void {
    this.#watchers.add(watcher)
  }

  /**
   * Rings, or in a room of many opens a call, or joins what rings or runs there already: two who call each other at once are in one call.
   * @throws ParleyError `line_busy` when everybody else is in another live call; they see that they were called;
   *   `call_locked`
   */
  async start({ room, isGroup, media, members }: NewCall, caller: Device): Promise<CallState> {
    const { clock, newId } = this.#house
    const running = this.#calls.openIn(room)
    const joined = running && (await this.#seated(running.id, caller))
    if (joined && joined.kind !== 'ended') return joined
    const at = clock.now()
    const seats: readonly Seat[] = [{ ...caller, joinedAt: at, beat: 0 }]
    const about = { id: newId(), room, media, startedBy: caller.user, startedAt: at, isGroup, members }
    const subject = { ...about, carrier: 'mesh', isRerouted: false } as const
    if (!isGroup && members.every((member) => member === caller.user || this.#isTalking(member))) {
      await this.#calls.begin({ kind: 'ended', ...subject, reason: 'busy' })
      throw new ParleyError('line_busy')
    }
    await this.#leaveOthers(caller, null)
    const fresh: CallState = isGroup
      ? { kind: 'live', ...subject, seats, awaited: [], away: [] }
      : { kind: 'ringing', ...subject, seats, refusals: [] }
    const begun = await this.#calls.begin(this.#carried(fresh))
    return begun.id === fresh.id ? begun : await this.start({ room, isGroup, media, members }, caller)
  }

  /**
   * Takes a seat, or keeps it after a reload. Whoever is in another call leaves that.
   * @throws ParleyError `not_found`, `call_ended`, `call_locked`
   */
  async join(id: string, { user, device }: Device): Promise<CallState> {
    await this.running(id, user)
    return mustRun(await this.#seated(id, { user, device }))
  }

  /** @throws ParleyError `not_found` when the device has no seat (any more) */
  async renew(id: string, { user, device }: Device): Promise<CallState> {
    const maySit = (call: CallState | null): boolean =>
      call !== null && (sitsIn(call, { user, device }) || mayReturn(call, user, device))
    if (!maySit(this.#calls.get(id))) await this.#calls.refresh(id)
    if (!maySit(this.#calls.get(id))) throw await this.#refusal(id, user)
    const renewed = await this.#put(id, { kind: 'renew', user, device, at: this.#house.clock.now() })
    if (!sitsIn(renewed, { user, device })) throw await this.#refusal(id, user)
    return renewed
  }

  /** A call that rings or runs, for somebody who may know of it. Throws `not_found` or `call_ended`. */
  async running(id: string, viewer: string): Promise<CallState> {
    return mustRun(await this.#find(id, viewer))
  }

  /** Whether a call may have run when the server ended the last time: it is unknown, and the start was not long ago. */
  async mayRevive(id: string): Promise<boolean> {
    if (this.#house.clock.monotonic() >= this.#revivableUntil) return false
    return (this.#calls.get(id) ?? (await this.#calls.refresh(id))) === null
  }

  /**
   * Goes on with a call that a restart forgot.
   * @param members everybody in the room
   * @param was what the device says that the call was
   * @throws ParleyError `not_found` when the caller or the room has moved on to another call
   */
  async revive(
    id: string,
    { room, isGroup, media, members }: NewCall,
    { user, device }: Device,
    { carrier = 'mesh', isLocked = false, spotlight }: Remembered = {},
  ): Promise<CallState> {
    const sits = this.#calls.running().some((call) => seatsOf(call).some((seat) => seat.user === user))
    if (sits || this.#calls.openIn(room)) return await this.renew(id, { user, device })
    const at = this.#house.clock.now()
    const about = { id, room, media, isGroup, startedBy: user, startedAt: at, carrier, isRerouted: false }
    const others = members.filter((member) => member !== user)
    const seat: Seat = { user, device, joinedAt: at, beat: 0 }
    const back = this.#carried(
      revived({ ...about, members: isGroup ? [] : members }, seat, others, { isLocked, spotlight }),
    )
    const begun = await this.#calls.begin(back)
    return begun === back ? begun : await this.renew(id, { user, device })
  }

  async decline(id: string, user: string, reason: 'declined' | 'busy'): Promise<void> {
    await this.#find(id, user)
    await this.#put(id, { kind: 'decline', user, reason })
  }

  /** Answers for how many milliseconds the call ran, if it ended with this; null: it did not. */
  async leave(id: string, { user, device }: Device): Promise<number | null> {
    const call = await this.#find(id, user)
    if (!sitsIn(call, { user, device })) await this.#calls.refresh(id)
    let isMine = false
    const after = await this.#calls.change(id, (before) => {
      const left = next(before, { kind: 'leave', user, device })
      isMine = left !== before
      return this.#carried(left)
    })
    return isMine && after.kind === 'ended' ? Math.max(0, this.#house.clock.now() - after.startedAt) : null
  }

  /** A device with a seat finds no path to another one. */
  async reroute(id: string, { user, device }: Device): Promise<void> {
    await this.seat(id, user, device)
    await this.#put(id, { kind: 'rerouted', device })
  }

  /** Takes somebody out of a call in a room, at once. Throws `not_found` where they are not in it. */
  async expel(id: string, user: string, by: string): Promise<void> {
    await this.#calls.refresh(id)
    const call = await this.#put(id, { kind: 'expel', user, by })
    if (!expelledFrom(call).some((one) => one.user === user)) throw await this.#refusal(id, by)
  }

  async lock(id: string, isLocked: boolean): Promise<void> {
    await this.#calls.refresh(id)
    mustRun(await this.#put(id, { kind: 'lock', isLocked }))
  }

  /** Makes somebody large for everybody; null: nobody. Throws `not_found` where they are not in the call. */
  async spotlight(id: string, user: string | null): Promise<void> {
    await this.#calls.refresh(id)
    const call = mustRun(await this.#put(id, { kind: 'spotlight', user }))
    if (user !== null && infoOf(call).spotlight !== user) throw new ParleyError('not_found')
  }

  /** Whether somebody has a seat, with whichever device. */
  async sits(id: string, user: string): Promise<boolean> {
    const call = await this.#calls.refresh(id)
    return call !== null && seatsOf(call).some((seat) => seat.user === user)
  }

  /** The seat of a device in a call that `viewer` may know of. Throws `not_found` or `call_ended`. */
  async seat(id: string, viewer: string, device: string): Promise<Seat> {
    const found = this.#seatOf(id, device) ?? (await this.#calls.refresh(id).then(() => this.#seatOf(id, device)))
    if (!found) throw await this.#refusal(id, viewer)
    return found
  }

  /** Whether a device sits in a call that goes over an SFU, as far as this node knows. */
  isInSfu(id: string, device: string): boolean {
    return this.#calls.get(id)?.carrier === 'sfu' && this.hasSeat(id, device)
  }

  hasSeat(id: string, device: string): boolean {
    return this.#seatOf(id, device) !== undefined
  }

  /** What another node did a moment ago is known after it. */
  async refresh(id: string): Promise<void> {
    await this.#calls.refresh(id)
  }

  /**
   * What rings or runs for somebody, and what has ended while it is remembered: they may have been away at the end.
   * @param rooms those that they have joined
   */
  of(user: string, rooms: ReadonlySet<string>): CallInfo[] {
    const concerns = (call: CallState): boolean => (call.isGroup ? rooms.has(call.room) : call.members.includes(user))
    const isKnown = (call: CallState): boolean => call.kind !== 'ended' || this.#overFor(call) < rememberedFor
    return this.#calls.all().flatMap((call) => (concerns(call) && isKnown(call) ? [infoOf(call)] : []))
  }

  /** Whoever comes into the room sees what runs there. */
  added(room: string, user: string): void {
    const call = this.#calls.openIn(room)
    if (call?.isGroup) this.#house.fanout.replay({ kind: 'user', user, event: { type: 'call', call: infoOf(call) } })
    else if (call && !call.members.includes(user)) this.#insist(() => this.#put(call.id, { kind: 'added', user }))
  }

  removed(room: string, user: string): void {
    const call = this.#calls.openIn(room)
    if (call) this.#insist(() => this.#put(call.id, { kind: 'removed', user }))
  }

  signedOut(user: string, devices: readonly string[]): void {
    for (const call of this.#calls.running()) {
      for (const device of devices) this.#insist(() => this.#put(call.id, { kind: 'leave', user, device }))
    }
  }

  #isTalking(user: string): boolean {
    return this.#calls.running().some((call) => call.kind === 'live' && call.seats.some((seat) => seat.user === user))
  }

  /** The call with a seat for the device; it may have ended meanwhile. */
  async #seated(id: string, { user, device }: Device): Promise<CallState> {
    const known = this.#calls.get(id)
    const mayPass = known !== null && (await isModerator(this.#house, known, user))
    const isShut = (call: CallState | null): boolean => call !== null && !mayPass && isShutTo(call, user)
    if (isShut(known)) await this.#calls.refresh(id)
    // Whoever is not let in stays in the call that they are in.
    if (isShut(this.#calls.get(id))) throw new ParleyError('call_locked')
    await this.#leaveOthers({ user, device }, id)
    const seated = await this.#put(id, { kind: 'join', user, device, at: this.#house.clock.now(), mayPass })
    if (isShut(seated)) throw new ParleyError('call_locked')
    return seated
  }

  async #leaveOthers({ user }: Device, except: string | null): Promise<void> {
    for (const call of this.#calls.running()) {
      const all = call.id === except ? [] : [...seatsOf(call), ...awayIn(call)]
      const seat = all.find((one) => one.user === user)
      if (seat) await this.#put(call.id, { kind: 'leave', user, device: seat.device })
    }
  }

  async #find(id: string, user: string): Promise<CallState> {
    const call = this.#calls.get(id) ?? (await this.#calls.refresh(id))
    if (!call || !(await this.#concerns(call, user))) throw new ParleyError('not_found')
    return call
  }

  async #concerns({ isGroup, members, room }: CallState, user: string): Promise<boolean> {
    if (!isGroup) return members.includes(user)
    const access = await this.#house.storage.read('room.access', { room, user })
    return access?.state === 'joined'
  }

  /** Why somebody has no seat. */
  async #refusal(id: string, user: string): Promise<ParleyError> {
    const call = await this.#find(id, user)
    const expulsion = expelledFrom(call).find((one) => one.user === user)
    // Their network may have been away when it happened.
    if (expulsion) this.#house.fanout.publish(removal(id, expulsion))
    return new ParleyError(call.kind === 'ended' ? 'call_ended' : 'not_found')
  }

  #seatOf(id: string, device: string): Seat | undefined {
    const call = this.#calls.get(id)
    return call ? seatsOf(call).find((seat) => seat.device === device) : undefined
  }

  async #put(id: string, input: CallInput): Promise<CallState> {
    return await this.#calls.change(id, (call) => this.#carried(next(call, input)))
  }

  /** Does what nobody would ask for again once more where the board is out of reach. */
  #insist(work: () => Promise<unknown>, tries = triesMost): void {
    work().catch((error: unknown) => {
      const mayPass = error instanceof ParleyError && error.retryable
      if (mayPass && tries > 1) this.#house.clock.after(again, () => this.#insist(work, tries - 1))
    })
  }

  #carried(call: CallState): CallState {
    const rule = this.#house.carrierRule()
    const few = areFew(seatsOf(call).length, rule)
    const lasted = this.#sightings.lasted(`${call.id} few`, String(few))
    return carried(call, rule, few ? lasted : 0)
  }

  /** To the connections of this node: other nodes hear of it themselves. */
  #tell(after: CallState, before: CallState | null): void {
    // Before the call itself, which may be over with it: so they know why.
    if (before) for (const one of newlyExpelled(before, after)) this.#house.fanout.replay(removal(after.id, one))
    const call = infoOf(after)
    const hasChanged = before === null || JSON.stringify(call) !== JSON.stringify(infoOf(before))
    if (!hasChanged && before.members.length === after.members.length) return
    const { fanout } = this.#house
    const event = { type: 'call' as const, call }
    if (after.isGroup) fanout.replay({ kind: 'rooms', rooms: [after.room], event })
    for (const user of after.members) fanout.replay({ kind: 'user', user, event })
    for (const watcher of this.#watchers) watcher(after)
  }

  #overFor(call: CallState): number {
    return this.#sightings.lasted(`${call.id} over`, '')
  }

  #tick(): void {
    for (const call of this.#calls.running()) {
      const isOver = (term: Term): boolean => this.#sightings.lasted(...nameOf(call.id, term)) >= lasting[term.kind]
      const input: CallInput = { kind: 'tick', isOver }
      if (this.#carried(next(call, input)) === call) continue
      // Nobody can renew a lease while the board is out of reach: none ends by that.
      this.#put(call.id, input).catch(() => this.#sightings.startOver())
    }
    const old = this.#calls.all().filter((call) => call.kind === 'ended' && this.#overFor(call) >= forgottenAfter)
    if (old.length > 0) this.#calls.forget(old.map(({ id }) => id)).catch(() => undefined)
    this.#sightings.keep((what) => this.#calls.get(what.split(' ')[0] ?? '') !== null)
  }
}

function mustRun(call: CallState): CallState {
  if (call.kind === 'ended') throw new ParleyError('call_ended')
  return call
}
