import type { CallInfo } from '@parley/protocol'
import { type Carrier, type CarrierRule, carrierAfter } from './carrier.ts'

/** A device in a call, for as long as it renews its lease. One for each user: the device that came last. */
export interface Seat {
  readonly user: string
  readonly device: string
  /** Milliseconds since 1970. */
  readonly joinedAt: number
  /** Counts the renewals: a lease that is renewed is another one. */
  readonly beat: number
}

/** Somebody whom a moderator took out of a call. */
export interface Expulsion {
  readonly user: string
  readonly by: string
}

interface Subject {
  readonly id: string
  readonly room: string
  readonly media: CallInfo['media']
  readonly startedBy: string
  readonly startedAt: number
  /** In a room of many: nobody is rung. */
  readonly isGroup: boolean
  /** Whom the call concerns: the members of a direct message. In a room of many nobody is listed. */
  readonly members: readonly string[]
  readonly carrier: Carrier
  /** Two devices find no path to each other: a mesh does not do. */
  readonly isRerouted: boolean
  /** Who was taken out of it and has not come again. */
  readonly expelled?: readonly Expulsion[]
}

export interface Ringing extends Subject {
  readonly kind: 'ringing'
  readonly seats: readonly Seat[]
  readonly refusals: readonly Refusal[]
}
export interface Live extends Subject {
  readonly kind: 'live'
  readonly seats: readonly Seat[]
  /** Members who may have been in the call before the server started anew, while they may still come back. */
  readonly awaited: readonly string[]
  /** Whose lease has ended: for a time they have their seat back by renewing it, as after a break of their network. */
  readonly away: readonly Seat[]
  /** Nobody new may join. */
  readonly isLocked?: boolean
  /** Who is large for everybody. */
  readonly spotlight?: string | undefined
}
/** What its moderators have decided about a call that runs. */
export type Ruled = Pick<Live, 'isLocked' | 'spotlight'>
export interface Ended extends Subject {
  readonly kind: 'ended'
  readonly reason: NonNullable<CallInfo['reason']>
}
export type CallState = Ringing | Live | Ended

interface Refusal {
  readonly user: string
  readonly reason: 'declined' | 'busy'
}

/** What lasts for a time only: how long it has lasted, each node sees by itself. */
export type Term =
  | { readonly kind: 'ring' }
  | { readonly kind: 'lease'; readonly seat: Seat }
  | { readonly kind: 'away'; readonly seat: Seat }
  | { readonly kind: 'awaited'; readonly user: string }

export type CallInput =
  /** `mayPass`: also where it is locked. */
  | {
      readonly kind: 'join'
      readonly user: string
      readonly device: string
      readonly at: number
      readonly mayPass: boolean
    }
  | { readonly kind: 'renew'; readonly user: string; readonly device: string; readonly at: number }
  | { readonly kind: 'leave'; readonly user: string; readonly device: string }
  | ({ readonly kind: 'decline' } & Refusal)
  /** Now a member of the room. */
  | { readonly kind: 'added'; readonly user: string }
  /** No longer a member of the room. */
  | { readonly kind: 'removed'; readonly user: string }
  | { readonly kind: 'rerouted'; readonly device: string }
  /** Taken out of the call by a moderator, and still a member of the room. */
  | ({ readonly kind: 'expel' } & Expulsion)
  | { readonly kind: 'lock'; readonly isLocked: boolean }
  /** null: nobody. */
  | { readonly kind: 'spotlight'; readonly user: string | null }
  | { readonly kind: 'tick'; readonly isOver: (term: Term) => boolean }

/** Milliseconds of ringing, of a lease, in which a seat is kept after its end, and in which others may still come back. */
export const lasting: Readonly<Record<Term['kind'], number>> = {
  ring: 45_000,
  lease: 15_000,
  away: 30_000,
  awaited: 15_000,
}

type Open = Ringing | Live

const subjectOf = (call: Open): Subject => {
  const { id, room, media, startedBy, startedAt, isGroup, members, carrier, isRerouted, expelled } = call
  return { id, room, media, startedBy, startedAt, isGroup, members, carrier, isRerouted, ...(expelled && { expelled }) }
}

const end = (call: Open, reason: Ended['reason']): Ended => ({ kind: 'ended', ...subjectOf(call), reason })

/** A call of two ends with the first who goes, a larger one with the last; an unanswered one when the caller goes. */
function withSeats(call: Open, seats: readonly Seat[], reason: 'hung-up' | 'failed'): CallState {
  const needed = call.kind === 'live' && !call.isGroup && call.members.length <= 2 ? 2 : 1
  if (seats.length + awaitedIn(call).length + awayIn(call).length < needed)
    return end(call, call.kind === 'ringing' ? 'missed' : reason)
  return seats.length === call.seats.length ? call : { ...call, seats }
}

const awaitedIn = (call: CallState): readonly string[] => (call.kind === 'live' ? call.awaited : [])
export const awayIn = (call: CallState): readonly Seat[] => (call.kind === 'live' ? call.away : [])
export const expelledFrom = (call: CallState): readonly Expulsion[] => call.expelled ?? []
const othersExpelled = (call: CallState, user: string) => expelledFrom(call).filter((one) => one.user !== user)

/** Whether somebody sits in a call, or may have their seat back. */
const isIn = (call: CallState, user: string): boolean =>
  awaitedIn(call).includes(user) || [...seatsOf(call), ...awayIn(call)].some((one) => one.user === user)

/** Whether a lock keeps somebody out. It is about people: who is in it may go on with another device. */
export const isShutTo = (call: CallState, user: string): boolean =>
  call.kind === 'live' && call.isLocked === true && !isIn(call, user)

function withAwaited<C extends Open>(call: C, stays: (user: string) => boolean): C {
  const awaited = awaitedIn(call).filter(stays)
  return call.kind === 'ringing' || awaited.length === call.awaited.length ? call : { ...call, awaited }
}

function withAway<C extends Open>(call: C, stays: (one: Seat) => boolean): C {
  const away = awayIn(call).filter(stays)
  return away.length === awayIn(call).length ? call : { ...call, away }
}

const withoutAwaited = <C extends Open>(call: C, user: string): C => withAwaited(call, (one) => one !== user)

function join(call: Open, { user, device, at, mayPass }: Extract<CallInput, { kind: 'join' }>): CallState {
  if (isShutTo(call, user) && !mayPass) return call
  const mine = [...call.seats, ...awayIn(call)].find((seat) => seat.user === user && seat.device === device)
  const seat = mine ? { ...mine, beat: mine.beat + 1 } : { user, device, joinedAt: at, beat: 0 }
  const isOther = (one: Seat): boolean => one.user !== user
  const seats = [...call.seats.filter(isOther), seat]
  if (call.kind === 'live')
    return { ...withAway(withoutAwaited(call, user), isOther), seats, expelled: othersExpelled(call, user) }
  if (seats.length === 1) return { ...call, seats }
  return { kind: 'live', ...subjectOf(call), seats, awaited: [], away: [] }
}

/** Who may come back does so by renewing: their device does not know that it has no seat any more. */
export const mayReturn = (call: CallState, user: string, device: string): boolean =>
  awaitedIn(call).includes(user) || awayIn(call).some((one) => one.user === user && one.device === device)

function renew(call: Open, { user, device, at }: Extract<CallInput, { kind: 'renew' }>): CallState {
  if (mayReturn(call, user, device)) return join(call, { kind: 'join', user, device, at, mayPass: false })
  const isMine = (seat: Seat): boolean => seat.user === user && seat.device === device
  if (!call.seats.some(isMine)) return call
  return { ...call, seats: call.seats.map((seat) => (isMine(seat) ? { ...seat, beat: seat.beat + 1 } : seat)) }
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
  const isOther = (one: Seat): boolean => one.user !== user
  const seats = call.seats.filter(isOther)
  const left = withAway(withoutAwaited(call, user), isOther)
  if (call.isGroup) return withSeats(left, seats, 'hung-up')
  const members = call.members.filter((member) => member !== user)
  if (members.length === call.members.length) return call
  if (members.length < 2) return end(call, call.kind === 'ringing' ? 'missed' : 'hung-up')
  return withSeats({ ...left, members }, seats, 'hung-up')
}

/** As if they had gone, in a room of many; a direct message has no moderators. */
function expel(call: Open, { user, by }: Expulsion): CallState {
  if (!call.isGroup || !isIn(call, user)) return call
  return removed({ ...call, expelled: [...othersExpelled(call, user), { user, by }] }, user)
}

function lock(call: Open, isLocked: boolean): CallState {
  if (call.kind !== 'live' || !call.isGroup || (call.isLocked ?? false) === isLocked) return call
  return { ...call, isLocked }
}

/** Whoever is not in the call cannot be seen in it. */
function spotlight(call: Open, user: string | undefined): CallState {
  if (call.kind !== 'live' || !call.isGroup || call.spotlight === user) return call
  return user === undefined || isIn(call, user) ? { ...call, spotlight: user } : call
}

/** The light goes out when whoever it is on goes. */
function dimmed(call: CallState): CallState {
  if (call.kind !== 'live' || call.spotlight === undefined || isIn(call, call.spotlight)) return call
  return { ...call, spotlight: undefined }
}

/** Leases and rings end with time. */
function ticked(call: Open, isOver: (term: Term) => boolean): CallState {
  if (call.kind === 'ringing' && isOver({ kind: 'ring' })) return end(call, 'missed')
  const lapsed = call.seats.filter((seat) => isOver({ kind: 'lease', seat }))
  const seats = call.seats.filter((seat) => !lapsed.includes(seat))
  const left = withAway(
    withAwaited(call, (user) => !isOver({ kind: 'awaited', user })),
    (seat) => !isOver({ kind: 'away', seat }),
  )
  if (left.kind === 'ringing' || lapsed.length === 0) return withSeats(left, seats, 'failed')
  return withSeats({ ...left, away: [...left.away, ...lapsed] }, seats, 'failed')
}

/** What becomes of a call. Pure; answers the same object where nothing changed. */
export const next = (call: CallState, input: CallInput): CallState =>
  call.kind === 'ended' ? call : dimmed(changed(call, input))

function changed(call: Open, input: CallInput): CallState {
  switch (input.kind) {
    case 'join':
      return join(call, input)
    case 'renew':
      return renew(call, input)
    case 'leave': {
      const stays = (seat: Seat) => seat.user !== input.user || seat.device !== input.device
      return withSeats(withAway(withoutAwaited(call, input.user), stays), call.seats.filter(stays), 'hung-up')
    }
    case 'decline':
      return decline(call, input)
    case 'added':
      if (call.isGroup || call.members.includes(input.user)) return call
      return { ...call, members: [...call.members, input.user] }
    case 'removed':
      return removed(call, input.user)
    case 'rerouted':
      return call.isRerouted || call.seats.every(({ device }) => device !== input.device)
        ? call
        : { ...call, isRerouted: true }
    case 'expel':
      return expel(call, input)
    case 'lock':
      return lock(call, input.isLocked)
    case 'spotlight':
      return spotlight(call, input.user ?? undefined)
    case 'tick':
      return ticked(call, input.isOver)
  }
}

/** A call that a restart of the server forgot, as its first device to come back says; the others have one lease's time. */
export function revived(subject: Subject, seat: Seat, awaited: readonly string[], ruled: Ruled = {}): Live {
  return { kind: 'live', ...subject, seats: [seat], awaited, away: [], ...(subject.isGroup && ruled) }
}

/**
 * The call with what carries it now. Answers the same object where nothing changed.
 * @param fewFor milliseconds for which a mesh would have done
 */
export function carried(call: CallState, rule: CarrierRule, fewFor: number): CallState {
  if (call.kind === 'ended') return call
  const carrier = carrierAfter(
    call.carrier,
    call.isRerouted ? Number.POSITIVE_INFINITY : call.seats.length,
    rule,
    fewFor,
  )
  return carrier === call.carrier ? call : { ...call, carrier }
}

export const seatsOf = (call: CallState): readonly Seat[] => (call.kind === 'ended' ? [] : call.seats)

/** A call as everybody in its room sees it. */
export function infoOf(call: CallState): CallInfo {
  const { id, room, media, startedBy, startedAt, isGroup } = call
  const isHealing = awaitedIn(call).length > 0
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
    carrier: call.carrier,
    ...(isGroup ? { isGroup } : {}),
    ...(isHealing ? { isHealing } : {}),
    ...(call.isRerouted && call.carrier === 'sfu' ? { isRerouted: true } : {}),
    ...(away.length > 0 ? { away } : {}),
    ...(call.kind === 'live' && call.isLocked ? { isLocked: true } : {}),
    ...(call.kind === 'live' && call.spotlight !== undefined ? { spotlight: call.spotlight } : {}),
  }
}
