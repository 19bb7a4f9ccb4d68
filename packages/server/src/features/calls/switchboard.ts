import { type CallInfo, ParleyError } from '@parley/protocol'
import type { House } from '../../house.ts'
import {
  awayIn,
  type CallInput,
  type CallState,
  carried,
  infoOf,
  mayReturn,
  next,
  revived,
  ringFor,
  type Seat,
  seatFor,
  seatsOf,
} from './call-state.ts'
import { type CarrierRule, mesh, overSfu } from './carrier.ts'

interface Device {
  readonly user: string
  readonly device: string
}

export interface SwitchboardParts extends Pick<House, 'clock' | 'fanout' | 'newId'> {
  readonly carrierRule: () => CarrierRule
}

export interface NewCall {
  readonly room: string
  readonly isGroup: boolean
  readonly media: CallInfo['media']
  /** Everybody in the room, the caller included. */
  readonly members: readonly string[]
}

/** Milliseconds for which a call that ended is known as such. */
const rememberedFor = 60_000
/** Milliseconds after the start in which an unknown call may be one that a restart forgot; later it is an old one. */
const revivableFor = 120_000

/** The calls of this node; every device of everybody in the room hears each change. */
export class Switchboard {
  readonly #house: SwitchboardParts
  readonly #calls = new Map<string, CallState>()
  /** The call that rings or runs in a room. */
  readonly #open = new Map<string, string>()
  readonly #watchers = new Set<(call: CallState) => void>()
  readonly #revivableUntil: number

  constructor(house: SwitchboardParts) {
    this.#house = house
    this.#revivableUntil = house.clock.monotonic() + revivableFor
    house.clock.every(1000, () => this.#tick())
  }

  /** Tells of each change that others see as well. */
  watch(watcher: (call: CallState) => void): void {
    this.#watchers.add(watcher)
  }

  /**
   * Rings, or in a room of many opens a call, or joins what rings or runs there already: two who call each other at once are in one call.
   * @throws ParleyError `line_busy` when everybody else is in another live call; they see that they were called
   */
  start({ room, isGroup, media, members }: NewCall, caller: Device): CallState {
    const { clock, newId } = this.#house
    const running = this.#open.get(room)
    if (running !== undefined) return this.join(running, caller)
    const now = clock.monotonic()
    const seat: Seat = { ...caller, joinedAt: clock.now(), until: now + seatFor }
    const subject = {
      id: newId(),
      room,
      media,
      startedBy: caller.user,
      startedAt: seat.joinedAt,
      isGroup,
      members,
      carrier: mesh,
    }
    if (!isGroup && members.every((member) => member === caller.user || this.#isTalking(member))) {
      this.#keep({ kind: 'ended', ...subject, reason: 'busy' })
      throw new ParleyError('line_busy')
    }
    this.#leaveOthers(caller, null)
    if (isGroup) return this.#keep({ kind: 'live', ...subject, seats: [seat], awaited: [], away: [] })
    return this.#keep({ kind: 'ringing', ...subject, seats: [seat], until: now + ringFor, refusals: [] })
  }

  /** Takes a seat, or keeps it after a reload. Whoever is in another call leaves that. */
  join(id: string, { user, device }: Device): CallState {
    this.#mustRun(id, user)
    this.#leaveOthers({ user, device }, id)
    const { clock } = this.#house
    return this.#put(id, { kind: 'join', user, device, at: clock.now(), now: clock.monotonic() })
  }

  /** @throws ParleyError `not_found` when the device has no seat (any more) */
  renew(id: string, { user, device }: Device): CallState {
    const call = this.#mustRun(id, user)
    if (!mayReturn(call, user, device)) this.seat(id, user, device)
    const { clock } = this.#house
    return this.#put(id, { kind: 'renew', user, device, at: clock.now(), now: clock.monotonic() })
  }

  /** Whether a call may have run when the server ended the last time: it is unknown, and the start was not long ago. */
  mayRevive(id: string): boolean {
    return !this.#calls.has(id) && this.#house.clock.monotonic() < this.#revivableUntil
  }

  /**
   * Goes on with a call that a restart forgot.
   * @throws ParleyError `not_found` when the caller or the room has moved on to another call
   */
  revive(
    id: string,
    { room, isGroup, media, members }: NewCall,
    caller: Device,
    carrier: CallInfo['carrier'] = 'mesh',
  ): CallState {
    if (!this.mayRevive(id)) return this.renew(id, caller)
    const sits = this.#running().some((call) => seatsOf(call).some(({ user }) => user === caller.user))
    if (sits || this.#open.has(room)) throw new ParleyError('not_found')
    const { clock } = this.#house
    const seat: Seat = { ...caller, joinedAt: clock.now(), until: clock.monotonic() + seatFor }
    const before = carrier === 'sfu' ? overSfu : mesh
    const { user: startedBy } = caller
    const about = { id, room, media, isGroup, members }
    return this.#keep(revived({ ...about, startedBy, startedAt: seat.joinedAt, carrier: before }, seat))
  }

  decline(id: string, user: string, reason: 'declined' | 'busy'): void {
    this.#find(id, user)
    this.#put(id, { kind: 'decline', user, reason })
  }

  leave(id: string, { user, device }: Device): void {
    this.#find(id, user)
    this.#put(id, { kind: 'leave', user, device })
  }

  /** The seat of a device in a call that `viewer` may know of. Throws `not_found` or `call_ended`. */
  seat(id: string, viewer: string, device: string): Seat {
    const seat = seatsOf(this.#mustRun(id, viewer)).find((one) => one.device === device)
    if (!seat) throw new ParleyError('not_found')
    return seat
  }

  hasSeat(id: string, device: string): boolean {
    const call = this.#calls.get(id)
    return call !== undefined && seatsOf(call).some((seat) => seat.device === device)
  }

  /** Whether the call goes over an SFU. */
  isOnSfu(id: string): boolean {
    return this.#calls.get(id)?.carrier.kind === 'sfu'
  }

  /** What rings or runs for somebody, and what has ended while it is remembered: they may have been away at the end. */
  of(user: string): CallInfo[] {
    return [...this.#calls.values()].flatMap((call) => (call.members.includes(user) ? [infoOf(call)] : []))
  }

  /** Whoever comes into the room sees what runs there. */
  added(room: string, user: string): void {
    const id = this.#open.get(room)
    if (id !== undefined) this.#put(id, { kind: 'added', user })
  }

  removed(room: string, user: string): void {
    const id = this.#open.get(room)
    if (id !== undefined) this.#put(id, { kind: 'removed', user })
  }

  signedOut(user: string, devices: readonly string[]): void {
    for (const { id } of this.#running()) {
      for (const device of devices) this.#put(id, { kind: 'leave', user, device })
    }
  }

  #running(): CallState[] {
    return [...this.#open.values()].flatMap((id) => this.#calls.get(id) ?? [])
  }

  #isTalking(user: string): boolean {
    return this.#running().some((call) => call.kind === 'live' && call.seats.some((seat) => seat.user === user))
  }

  #leaveOthers({ user }: Device, except: string | null): void {
    for (const call of this.#running()) {
      const all = call.id === except ? [] : [...seatsOf(call), ...awayIn(call)]
      const seat = all.find((one) => one.user === user)
      if (seat) this.#put(call.id, { kind: 'leave', user, device: seat.device })
    }
  }

  #find(id: string, user: string): CallState {
    const call = this.#calls.get(id)
    if (!call?.members.includes(user)) throw new ParleyError('not_found')
    return call
  }

  #mustRun(id: string, user: string): CallState {
    const call = this.#find(id, user)
    if (call.kind === 'ended') throw new ParleyError('call_ended')
    return call
  }

  #put(id: string, input: CallInput): CallState {
    const before = this.#calls.get(id)
    if (!before) throw new ParleyError('not_found')
    const after = this.#carried(next(before, input))
    if (after === before) return after
    const same = JSON.stringify(infoOf(after)) === JSON.stringify(infoOf(before))
    if (!same || after.members.length > before.members.length) return this.#keep(after)
    this.#calls.set(id, after)
    return after
  }

  #carried(call: CallState): CallState {
    return carried(call, this.#house.carrierRule(), this.#house.clock.monotonic())
  }

  #keep(fresh: CallState): CallState {
    const { clock, fanout } = this.#house
    const call = this.#carried(fresh)
    this.#calls.set(call.id, call)
    if (call.kind !== 'ended') this.#open.set(call.room, call.id)
    else {
      if (this.#open.get(call.room) === call.id) this.#open.delete(call.room)
      clock.after(rememberedFor, () => this.#calls.delete(call.id))
    }
    for (const user of call.members) fanout.publish({ kind: 'user', user, event: { type: 'call', call: infoOf(call) } })
    for (const watcher of this.#watchers) watcher(call)
    return call
  }

  #tick(): void {
    const now = this.#house.clock.monotonic()
    for (const { id } of this.#running()) this.#put(id, { kind: 'tick', now })
  }
}
