import type { Change, Opened } from './line.ts'
import type { Membership, Seat } from './membership.ts'
import { rank } from './policy.ts'
import type { Refusal } from './refusal.ts'

type Joined = Extract<Seat, { state: 'joined' }>

/** A change of one kind by somebody who is in the room. */
interface Deed<K extends Change['kind']> {
  readonly state: Membership
  readonly change: Extract<Change, { kind: K }>
  readonly by: string
  readonly seat: Joined
  readonly proven: boolean
}

const ownersBeside = ({ seats }: Membership, user: string): number =>
  [...seats].filter(([id, seat]) => id !== user && seat.state === 'joined' && seat.role === 'owner').length

const othersBeside = ({ seats }: Membership, user: string): number =>
  [...seats].filter(([id, seat]) => id !== user && seat.state === 'joined').length

const isOnlyOwner = (state: Membership, user: string, seat: Joined): boolean =>
  seat.role === 'owner' && ownersBeside(state, user) === 0

const mayInvite = ({ state, seat }: Pick<Deed<'invite'>, 'state' | 'seat'>): boolean =>
  rank(seat.role) >= rank(state.policy.invite)

/** Whether somebody may send another one away: who moderates may, whoever stands lower; who invited may take it back. */
function mayRemove(state: Membership, by: string, seat: Joined, user: string): Refusal | null {
  const subject = state.seats.get(user)
  if (user === by) return 'wrong-subject'
  if (subject?.state === 'invited' && subject.by === by) return null
  if (rank(seat.role) < rank('moderator')) return 'not-allowed'
  return subject?.state === 'joined' && rank(subject.role) >= rank(seat.role) ? 'not-allowed' : null
}

type Rules = { readonly [K in Exclude<Change['kind'], 'join' | 'leave'>]: (deed: Deed<K>) => Refusal | null }

const rules: Rules = {
  // Whether it may stand where it stands, `step` says.
  sealed: () => null,
  invite(deed) {
    const subject = deed.state.seats.get(deed.change.user)
    if (!mayInvite(deed)) return 'not-allowed'
    if (subject?.state === 'banned') return 'banned'
    return subject?.state === 'joined' ? 'wrong-subject' : null
  },
  remove({ state, change, by, seat }) {
    const subject = state.seats.get(change.user)
    if (subject?.state !== 'joined' && subject?.state !== 'invited') return 'wrong-subject'
    return mayRemove(state, by, seat, change.user)
  },
  ban({ state, change, by, seat }) {
    if (state.seats.get(change.user)?.state === 'banned') return 'wrong-subject'
    if (rank(seat.role) < rank('moderator')) return 'not-allowed'
    return mayRemove(state, by, seat, change.user)
  },
  unban({ state, change, seat }) {
    if (rank(seat.role) < rank('moderator')) return 'not-allowed'
    const subject = state.seats.get(change.user)
    // Bans from before a room was sealed are known to the server alone, which takes such a line for them only.
    if (state.before && !subject) return null
    return subject?.state === 'banned' ? null : 'wrong-subject'
  },
  role({ state, change, by, seat }) {
    const subject = state.seats.get(change.user)
    if (subject?.state !== 'joined') return 'wrong-subject'
    if (rank(change.role) > rank(seat.role)) return 'not-allowed'
    if (change.user === by) return change.role !== 'owner' && isOnlyOwner(state, by, seat) ? 'last-owner' : null
    return seat.role === 'owner' && subject.role !== 'owner' ? null : 'not-allowed'
  },
  about: ({ seat }) => (rank(seat.role) >= rank('moderator') ? null : 'not-allowed'),
  policy: ({ seat }) => (seat.role === 'owner' ? null : 'not-allowed'),
  confirm(deed) {
    const subject = deed.state.seats.get(deed.change.user)
    if (subject?.state !== 'joined' || deed.change.user === deed.by) return 'wrong-subject'
    // Else a false identity of an owner, confirmed by a member, would act as an owner.
    const isOwned = ownersBeside(deed.state, '') > 0
    return (mayInvite(deed) || !isOwned) && rank(deed.seat.role) >= rank(subject.role) ? null : 'not-allowed'
  },
  link(deed) {
    if (!mayInvite(deed)) return 'not-allowed'
    // Under a name that is taken, somebody else's link would get other uses.
    return deed.state.links.has(deed.change.link) ? 'bad-link' : null
  },
  unlink(deed) {
    const link = deed.state.links.get(deed.change.link)
    if (!link) return 'bad-link'
    return mayInvite(deed) || link.by === deed.by ? null : 'not-allowed'
  },
  admit({ state, change, proven }) {
    const link = state.links.get(change.link)
    const subject = state.seats.get(change.user)
    if (!proven || !link || link.usesLeft < 1 || change.at > link.expires) return 'bad-link'
    if (subject?.state === 'banned') return 'banned'
    return subject?.state === 'joined' ? 'wrong-subject' : null
  },
}

/** Whether a change may be made by who made it; null: it may. */
export function judge(state: Membership, { by, byKey, proven }: Opened, change: Change): Refusal | null {
  const seat = state.seats.get(by)
  if (!seat || seat.state === 'banned') return 'not-a-member'
  if (seat.key !== byKey) return 'other-identity'
  if (change.kind === 'join') return seat.state === 'invited' ? null : 'wrong-subject'
  if (change.kind === 'leave') {
    return seat.state === 'joined' && isOnlyOwner(state, by, seat) && othersBeside(state, by) > 0 ? 'last-owner' : null
  }
  if (seat.state !== 'joined') return 'not-a-member'
  const rule = rules[change.kind] as (deed: Deed<Change['kind']>) => Refusal | null
  return rule({ state, change, by, seat, proven })
}
