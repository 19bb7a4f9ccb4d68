import type { Member } from '@parley/protocol'

export interface Asking {
  readonly me: string
  /** Who made the link, as far as the server says. */
  readonly inviter: string | null
  readonly isOnline: (user: string) => boolean
  /** How often was asked before: of those who are away others are asked each time. */
  readonly turn: number
}

/** People who are asked at a time. */
const most = 20

/** Whom a newcomer asks to be let in: the inviter first, then who is online, then the others in turn, owners first. */
export function whomToAsk(members: readonly Member[], { me, inviter, isOnline, turn }: Asking): readonly string[] {
  const there = members.flatMap(({ profile, state }) => (state === 'joined' && profile.id !== me ? [profile.id] : []))
  const first = there.filter((user) => user === inviter)
  const others = there.filter((user) => user !== inviter)
  const online = others.filter(isOnline)
  const away = others.filter((user) => !isOnline(user))
  const room = Math.max(1, most - first.length - online.length)
  const from = away.length > room ? (turn * room) % away.length : 0
  return [...first, ...online, ...away.slice(from), ...away.slice(0, from)].slice(0, most)
}

/** All devices of a person, or the one that is named. */
export const devicesMeant = (
  user: string,
  device: string | null,
): { readonly user: string; readonly device?: string } => (device === null ? { user } : { user, device })
