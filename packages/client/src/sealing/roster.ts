import type { Head, Membership } from '@parley/e2ee/membership'

/** What this device knows of who is in one sealed room. */
export interface Roster {
  readonly state: Membership
  /** Proof that the server shows different people different rooms: what somebody else's head says beside our own. */
  readonly fork: { readonly ours: Head; readonly theirs: Head; readonly by: string | null } | null
  /** Somebody speaks of lines that the server has not shown: it may be holding back that a member has gone. */
  readonly ahead: { readonly index: number; readonly by: string } | null
}

export const rosterOf = (state: Membership): Roster => ({ state, fork: null, ahead: null })

/** The same room further on. */
export const movedTo = (roster: Roster, state: Membership): Roster => {
  const isReached = roster.ahead !== null && roster.ahead.index <= state.seen
  return { ...roster, state, ahead: isReached ? null : roster.ahead }
}

/** Another one when somebody else is in the room, or when that is more or less certain than before. */
export const standingOf = ({ state, fork, ahead }: Roster): string =>
  `${state.seen} ${ahead?.index ?? ''} ${fork ? 'forked' : ''}`

/** Who is in the room. */
export const joinedIn = ({ seats }: Membership): readonly string[] =>
  [...seats].flatMap(([user, seat]) => (seat.state === 'joined' ? [user] : []))

/** Who follows the membership log: the members, and the invited, so that they can join while nobody is there. */
export function lineReaders({ seats }: Membership, present: ReadonlyMap<string, string>): readonly string[] {
  return [...seats].flatMap(([user, seat]) => (seat.state !== 'banned' && present.get(user) === seat.key ? [user] : []))
}

/** Whether somebody said something as a member: they are one, or were one when they said it. */
export const isSpeaker = ({ seats, gone }: Membership, user: string): boolean =>
  seats.get(user)?.state === 'joined' || gone.has(user)
