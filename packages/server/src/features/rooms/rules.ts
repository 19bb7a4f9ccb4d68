import type {
  ErrorCode,
  HistoryRule,
  MemberState,
  MembershipChange,
  RoomKind,
  RoomRole,
  SealedLine,
} from '@parley/protocol'
import { reaches } from '../../gateway/authorise.ts'
import type { RoomFacts } from '../../ports/storage/rooms.ts'

/** What becomes of the person whom a command is about; null: of the room itself. */
export interface Outcome {
  readonly user: string
  readonly role: RoomRole
  readonly state: MemberState
}

/** `nothing`: it is so already. */
export type Decision =
  | { readonly kind: 'refuse'; readonly error: ErrorCode }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'change'; readonly change: MembershipChange; readonly outcome: Outcome | null }

const refuse = (error: ErrorCode): Decision => ({ kind: 'refuse', error })
const nothing: Decision = { kind: 'nothing' }

function become(
  kind: 'joined' | 'left' | 'declined' | 'invited' | 'kicked' | 'banned' | 'unbanned',
  user: string,
  state: MemberState,
  role: RoomRole = 'member',
): Decision {
  return { kind: 'change', change: { v: 1, kind, user }, outcome: { user, role, state } }
}

/** Why somebody may not act on somebody else; null: they may. A moderator or owner acts on people below them, where there are ranks at all. */
export function mayRule({ kind, actor, target }: RoomFacts): ErrorCode | null {
  if (actor.state !== 'joined') return 'not_a_member'
  if (kind === 'direct' || !reaches(actor.role, 'moderator')) return 'forbidden'
  return reaches(target.role, actor.role) ? 'forbidden' : null
}

/**
 * Public rooms are open to every account, private ones to the invited; guests come by invitation only. A direct message
 * is entered through `rooms.direct`. Whoever comes into a room that everybody has left owns it; a sealed one is over then,
 * since nobody is left who could say in its membership log that they came.
 */
export function join(facts: RoomFacts, user: string, isGuest: boolean): Decision {
  const { state } = facts.actor
  if (state === 'joined') return nothing
  if (facts.kind === 'direct') return refuse('not_found')
  if (state === 'banned') return refuse('banned')
  const isOpen = facts.kind === 'public' && !isGuest
  if (state !== 'invited' && !isOpen) return refuse('not_found')
  if (facts.lines !== null && facts.members === 0) return refuse('not_found')
  return become('joined', user, 'joined', facts.members === 0 && !isGuest ? 'owner' : 'member')
}

/**
 * Leaves, or declines an invitation. The last owner hands over first, unless nobody else is there.
 * A direct message of two is only closed: it comes back with the next message or when somebody opens it, as people know
 * it from Discord. Out of a group of them one is gone for good, as in Signal.
 */
export function leave({ actor, owners, members }: RoomFacts, user: string): Decision {
  if (actor.state === 'invited') return become('declined', user, 'left')
  if (actor.state !== 'joined') return refuse('not_a_member')
  if (actor.role === 'owner' && owners === 1 && members > 1) return refuse('last_owner')
  return become('left', user, 'left')
}

/** A direct message of two that somebody closed is there again for them. */
export function reopen({ pair, target }: RoomFacts, user: string): Decision {
  return pair && target.state === 'left' ? become('joined', user, 'joined') : nothing
}

export function invite({ kind, actor, target }: RoomFacts, user: string): Decision {
  if (actor.state !== 'joined') return refuse('not_a_member')
  if (kind === 'direct') return refuse('forbidden')
  if (target.state === 'banned') return refuse('banned')
  if (target.state === 'joined' || target.state === 'invited') return nothing
  return become('invited', user, 'invited')
}

/** Lets in somebody who waits before a sealed room: a member says in its membership log that they are in. */
export function admit({ lines, actor, target }: RoomFacts, user: string): Decision {
  if (actor.state !== 'joined') return refuse('not_a_member')
  if (lines === null) return refuse('wrong_line')
  if (target.state === 'joined') return nothing
  return target.state === 'invited' ? become('joined', user, 'joined') : refuse('not_found')
}

/** Also withdraws an invitation. */
export function kick(facts: RoomFacts, user: string): Decision {
  const error = mayRule(facts)
  if (error) return refuse(error)
  const isThere = facts.target.state === 'joined' || facts.target.state === 'invited'
  return isThere ? become('kicked', user, 'left') : refuse('not_found')
}

export function ban(facts: RoomFacts, user: string): Decision {
  const error = mayRule(facts)
  if (error) return refuse(error)
  return facts.target.state === 'banned' ? nothing : become('banned', user, 'banned')
}

export function unban(facts: RoomFacts, user: string): Decision {
  const error = mayRule(facts)
  if (error) return refuse(error)
  return facts.target.state === 'banned' ? become('unbanned', user, 'left') : refuse('not_found')
}

export function setRole({ kind, actor, target, owners }: RoomFacts, user: string, role: RoomRole): Decision {
  if (actor.state !== 'joined') return refuse('not_a_member')
  if (kind === 'direct' || actor.role !== 'owner') return refuse('forbidden')
  if (target.state !== 'joined') return refuse('not_found')
  if (target.role === role) return nothing
  if (target.role === 'owner' && owners === 1) return refuse('last_owner')
  return { kind: 'change', change: { v: 1, kind: 'role', user, role }, outcome: { user, role, state: 'joined' } }
}

/** In public rooms 80 and 400 characters; in other rooms that have them both are opaque, and the schema bounds them. */
export function fitsRoom(kind: RoomKind, { name, topic }: { readonly name: string; readonly topic: string }): boolean {
  return kind !== 'public' || (name.length <= 80 && topic.length <= 400)
}

export function rename(facts: RoomFacts, about: { readonly name: string; readonly topic: string }): Decision {
  const { kind, actor } = facts
  if (actor.state !== 'joined') return refuse('not_a_member')
  if (kind === 'direct' || !reaches(actor.role, 'moderator')) return refuse('forbidden')
  if (facts.lines !== null) return refuse('wrong_line')
  if (!fitsRoom(kind, about)) return refuse('too_large')
  if (facts.name === about.name && facts.topic === about.topic) return nothing
  return { kind: 'change', change: { v: 1, kind: 'renamed' }, outcome: null }
}

/** An owner says what those who come from now on are given of the log; a direct message has no owner. */
export function setHistory({ kind, actor, lines, history: present }: RoomFacts, history: HistoryRule): Decision {
  if (actor.state !== 'joined') return refuse('not_a_member')
  if (kind === 'direct' || actor.role !== 'owner') return refuse('forbidden')
  if (lines === null) return refuse('wrong_line')
  return present === history ? nothing : { kind: 'change', change: { v: 1, kind: 'history', history }, outcome: null }
}

/** A room from before is sealed by an owner, or by anybody in a direct message; public rooms stay open. */
export function seal({ kind, lines, actor }: RoomFacts): ErrorCode | null {
  if (actor.state !== 'joined') return 'not_a_member'
  if (kind === 'public') return 'forbidden'
  if (lines !== null) return 'conflict'
  return kind === 'direct' || actor.role === 'owner' ? null : 'forbidden'
}

/** A line that changes nothing the server keeps. */
export function writeLine({ lines, actor }: RoomFacts): Decision {
  if (actor.state !== 'joined') return refuse('not_a_member')
  if (lines === null) return refuse('wrong_line')
  return { kind: 'change', change: { v: 1, kind: 'line' }, outcome: null }
}

/**
 * Whether a change may be made without a line: a device without its keys can leave too, and a pair stays one when it is
 * closed and opened again.
 */
const goesWithoutLine = ({ pair }: RoomFacts, { kind }: MembershipChange): boolean =>
  pair || kind === 'left' || kind === 'declined'

/** What is wrong with the line that a change comes with, or without. */
export function lineFault(facts: RoomFacts, change: MembershipChange, line: SealedLine | undefined): ErrorCode | null {
  if (facts.lines === null) return line ? 'wrong_line' : null
  if (!line) return goesWithoutLine(facts, change) ? null : 'wrong_line'
  return line.index === facts.lines + 1 ? null : 'stale'
}

/**
 * The one place that says which part of a log a newcomer may read: all of a public room, of others what comes after, or
 * what its members have made visible.
 */
export function firstReadable(kind: RoomKind): 'start' | 'here' {
  return kind === 'private' ? 'here' : 'start'
}
