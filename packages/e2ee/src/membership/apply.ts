import type { Change } from './line.ts'
import type { Membership, Seat } from './membership.ts'
import type { Policy } from './policy.ts'

type Seats = Map<string, Seat>

/** Who sits where after a change that was allowed. @param since the index of its line */
function seated(seats: Seats, change: Change, by: string, since: number): void {
  const own = seats.get(by)
  switch (change.kind) {
    case 'invite':
      seats.set(change.user, { state: 'invited', key: change.key, by, since })
      return
    case 'join':
      if (own?.state === 'invited') seats.set(by, { state: 'joined', role: 'member', key: own.key, since })
      return
    case 'leave':
      seats.delete(by)
      return
    case 'remove':
    case 'unban':
      seats.delete(change.user)
      return
    case 'ban':
      seats.set(change.user, { state: 'banned' })
      return
    case 'role':
    case 'confirm': {
      const subject = seats.get(change.user)
      if (subject?.state !== 'joined') return
      seats.set(
        change.user,
        change.kind === 'role' ? { ...subject, role: change.role } : { ...subject, key: change.key },
      )
      return
    }
    case 'admit':
      seats.set(change.user, { state: 'joined', role: 'member', key: change.key, since, link: change.link })
      return
    case 'sealed':
    case 'link':
    case 'unlink':
    case 'policy':
    case 'about':
  }
}

type Links = Membership['links']

/** The links that can be used after a change: none outlives the stay of whoever made it. */
function linked(before: Links, seats: Seats, change: Change, by: string): Links {
  const links = new Map(before)
  if (change.kind === 'link') {
    const { link, invite, uses, expires } = change
    links.set(link, { usesLeft: uses, expires, by, invite })
  }
  if (change.kind === 'unlink') links.delete(change.link)
  if (change.kind === 'admit') {
    const link = links.get(change.link)
    if (link && link.usesLeft > 1) links.set(change.link, { ...link, usesLeft: link.usesLeft - 1 })
    else links.delete(change.link)
  }
  for (const [name, link] of links) if (seats.get(link.by)?.state !== 'joined') links.delete(name)
  return links
}

/** What was said under an older policy stays under it, also when the same one comes back. */
function ruled(state: Membership, policy: Policy): Membership {
  const { sharedSince, ...rest } = state
  return policy.history === 'shared' ? { ...rest, policy, sharedSince: sharedSince ?? state.seen } : { ...rest, policy }
}

/** The room after a change that was allowed; `seen` is the index of its line already. */
export function apply(state: Membership, change: Change, by: string): Membership {
  if (change.kind === 'policy') return ruled(state, change.policy)
  if (change.kind === 'about') return { ...state, about: { name: change.name, topic: change.topic } }
  const seats = new Map(state.seats)
  seated(seats, change, by, state.seen)
  const links = linked(state.links, seats, change, by)
  const gone = new Set(state.gone)
  for (const user of [...state.seats.keys(), ...seats.keys()]) {
    if (seats.get(user)?.state === 'joined') gone.delete(user)
    else if (state.seats.get(user)?.state === 'joined') gone.add(user)
  }
  // Whoever came in now would be in a room that nobody owns: when the last one leaves, it is over.
  const isOver = ![...seats.values()].some((seat) => seat.state === 'joined')
  return isOver ? { ...state, seats: new Map(), links: new Map(), gone } : { ...state, seats, links, gone }
}
