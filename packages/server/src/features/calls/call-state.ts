import type { CallInfo } from '@parley/protocol'
import { type Carrier, type CarrierRule, carrierAfter } from './carrier.ts'

/** A device in a call, for as long as it renews its lease. One for each user: the device that came last. */
export interface Seat {
  readonly user: string
  readonly device: string
  /** Milliseconds since 1970. */
  readonly joinedAt: number
  /** Monotonic milliseconds at which the lease ends. */
  readonly until: number
}

interface Subject {
  readonly id: string
  readonly room: string
  readonly media: CallInfo['media']
  readonly startedBy: string
  readonly startedAt: number
  /** In a room of many: nobody is rung. */
  readonly isGroup: boolean
  /** Whom the call concerns: the members of the room. */
  readonly members: readonly string[]
  readonly carrier: Carrier
}

export interface Ringing extends Subject {
  readonly kind: 'ringing'
  readonly seats: readonly Seat[]
  /** Monotonic milliseconds at which nobody answered. */
  readonly until: number
  readonly refusals: readonly Refusal[]
}
export interface Live extends Subject {
  readonly kind: 'live'
  readonly seats: readonly Seat[]
  /** Members who may have been in the call before the server started anew, while they may still come back. */
  readonly awaited: readonly Awaited[]
  /** Whose lease has ended: until then they have their seat back by renewing it, as after a break of their network. */
  readonly away: readonly Seat[]
}
export interface Ended extends Subject {
  readonly kind: 'ended'
  readonly reason: NonNullable<CallInfo['reason']>
}
export type CallState = Ringing | Live | Ended

interface Awaited {
  readonly user: string
  /** Monotonic milliseconds at which their lease would have ended. */
  readonly until: number
}

interface Refusal {
  readonly user: string
  readonly reason: 'declined' | 'busy'
}

export type CallInput =
  | { readonly kind: 'join'; readonly user: string; readonly device: string; readonly at: number; readonly now: number }
  | {
      readonly kind: 'renew'
      readonly user: string
      readonly device: string
      readonly at: number
      readonly now: number
    }
  | { readonly kind: 'leave'; readonly user: string; readonly device: string }
  | ({ readonly kind: 'decline' } & Refusal)
  /** Now a member of the room. */
  | { readonly kind: 'added'; readonly user: string }
  /** No longer a member of the room. */
  | { readonly kind: 'removed'; readonly user: string }
  | { readonly kind: 'tick'; readonly now: number }

/** Milliseconds of a lease, and of ringing. */
export const seatFor = 15_000
export const ringFor = 45_000
/** Milliseconds after the end of a lease in which its seat is kept. */
export const awayFor = 30_000

type Open = Ringing | Live

const subjectOf = ({ id, room, media, startedBy, startedAt, isGroup, members, carrier }: Open): Subject => ({
  id,
  room,
  media,
  startedBy,
  startedAt,
  isGroup,
  members,
  carrier,
})

const end = (call: Open, reason: Ended['reason']): Ended => ({ kind: 'ended', ...subjectOf(call), reason })

/** A call of two ends with the first who goes, a larger one with the last; an unanswered one when the caller goes. */
function withSeats(call: Open, seats: readonly Seat[], reason: 'hung-up' | 'failed'): CallState {
  const needed = call.kind === 'live' && !call.isGroup && call.members.length <= 2 ? 2 : 1
  if (seats.length + awaitedIn(call).length + awayIn(call).length < needed)
    return end(call, call.kind === 'ringing' ? 'missed' : reason)
  return seats.length === call.seats.length ? call : { ...call, seats }
}

const awaitedIn = (call: Open): readonly Awaited[] => (call.kind === 'live' ? call.awaited : [])
export const awayIn = (call: CallState): readonly Seat[] => (call.kind === 'live' ? call.away : [])

function withAwaited(call: Open, stays: (one: Awaited) => boolean): Open {
  const awaited = awaitedIn(call).filter(stays)
  return call.kind === 'ringing' || awaited.length === call.awaited.length ? call : { ...call, awaited }
}

function withAway<C extends Open>(call: C, stays: (one: Seat) => boolean): C {
  const away = awayIn(call).filter(stays)
  return away.length === awayIn(call).length ? call : { ...call, away }
}

function join(call: Open, { user, device, at, now }: Extract<CallInput, { kind: 'join' }>): CallState {
  const mine = [...call.seats, ...awayIn(call)].find((seat) => seat.user === user && seat.device === device)
  const seat = { user, device, joinedAt: mine?.joinedAt ?? at, until: now + seatFor }
  const seats = [...call.seats.filter((other) => other.user !== user), seat]
  const isOther = (one: { readonly user: string }): boolean => one.user !== user
  if (call.kind === 'live') return { ...withAway(withAwaited(call, isOther), isOther), seats }
  if (seats.length === 1) return { ...call, seats }
  return { kind: 'live', ...subjectOf(call), seats, awaited: [], away: [] }
}

/** Who may come back does so by renewing: their device does not know that it has no seat any more. */
export const mayReturn = (call: CallState, user: string, device: string): boolean =>
  call.kind === 'live' &&
  (call.awaited.some((one) => one.user === user) || call.away.some((one) => one.user === user && one.device === device))

function renew(call: Open, input: Extract<CallInput, { kind: 'renew' }>): CallState {
  const { user, device, now } = input
  if (mayReturn(call, user, device)) return join(call, { ...input, kind: 'join' })
  const holds = (seat: Seat) => seat.user === user && seat.device === device
  return { ...call, seats: call.seats.map((seat) => (holds(seat) ? { ...seat, until: now + seatFor } : seat)) }
}

/** Once everybody who was rung has refused, it is over; who declines after an answer changes nothing. */
function decline(call: Open, { user, reason }: Refusal): CallState {
  if (call.kind === 'live' || user === call.startedBy) return call
  const refusals = [...call.refusals.filter((refusal) => refusal.user !== user), { user, reason }]
  const open = call.members.some((member) => member !== call.startedBy && !refusals.some((one) => one.user === member))
  if (open) return { ...call, refusals }
  return end(call, refusals.every((refusal) => refusal.reason === 'busy') ? 'busy' : 'declined')
}

function removed(call: Open, user: string): CallState {
  const members = call.members.filter((member) => member !== user)
  if (members.length === call.members.length) return call
  if (!call.isGroup && members.length < 2) return end(call, call.kind === 'ringing' ? 'missed' : 'hung-up')
  const seats = call.seats.filter((seat) => seat.user !== user)
  const isOther = (one: { readonly user: string }): boolean => one.user !== user
  return withSeats({ ...withAway(withAwaited(call, isOther), isOther), members }, seats, 'hung-up')
}

/** Leases and rings end with time. */
function ticked(call: Open, now: number): CallState {
  if (call.kind === 'ringing' && call.until <= now) return end(call, 'missed')
  const [seats, lapsed] = [
    call.seats.filter(({ until }) => until > now),
    call.seats.filter(({ until }) => until <= now),
  ]
  const left = withAway(
    withAwaited(call, ({ until }) => until > now),
    ({ until }) => until > now,
  )
  if (left.kind === 'ringing' || lapsed.length === 0) return withSeats(left, seats, 'failed')
  const away = [...left.away, ...lapsed.map((seat) => ({ ...seat, until: now + awayFor }))]
  return withSeats({ ...left, away }, seats, 'failed')
}

/** What becomes of a call. Pure; answers the same object where nothing changed. */
export function next(call: CallState, input: CallInput): CallState {
  if (call.kind === 'ended') return call
  switch (input.kind) {
    case 'join':
      return join(call, input)
    case 'renew':
      return renew(call, input)
    case 'leave': {
      const stays = (seat: Seat) => seat.user !== input.user || seat.device !== input.device
      const left = withAwaited(call, (one) => one.user !== input.user)
      return withSeats(withAway(left, stays), call.seats.filter(stays), 'hung-up')
    }
    case 'decline':
      return decline(call, input)
    case 'added':
      return call.members.includes(input.user) ? call : { ...call, members: [...call.members, input.user] }
    case 'removed':
      return removed(call, input.user)
    case 'tick':
      return ticked(call, input.now)
  }
}

/** A call that a restart of the server forgot, as its first device to come back says; the others have one lease's time. */
export function revived(subject: Subject, seat: Seat): Live {
  const others = subject.members.filter((member) => member !== seat.user)
  const awaited = others.map((user) => ({ user, until: seat.until }))
  return { kind: 'live', ...subject, seats: [seat], awaited, away: [] }
}

/** The call with what carries it now. Answers the same object where nothing changed. */
export function carried(call: CallState, rule: CarrierRule, now: number): CallState {
  if (call.kind === 'ended') return call
  const carrier = carrierAfter(call.carrier, call.seats.length, rule, now)
  return carrier === call.carrier ? call : { ...call, carrier }
}

export const seatsOf = (call: CallState): readonly Seat[] => (call.kind === 'ended' ? [] : call.seats)

/** A call as everybody in its room sees it. */
export function infoOf(call: CallState): CallInfo {
  const { id, room, media, startedBy, startedAt, isGroup } = call
  const isHealing = call.kind === 'live' && call.awaited.length > 0
  const away = awayIn(call).map(({ user, device }) => ({ user, device }))
  return {
    id,
    room,
    media,
    startedBy,
    startedAt,
    state: call.kind,
    reason: call.kind === 'ended' ? call.reason : null,
    participants: seatsOf(call).map(({ user, device, joinedAt }) => ({ user, device, joinedAt })),
    carrier: call.carrier.kind,
    ...(isGroup ? { isGroup } : {}),
    ...(isHealing ? { isHealing } : {}),
    ...(away.length > 0 ? { away } : {}),
  }
}
