import type { PresenceState } from '../../design/presence.tsx'

/** Whether somebody is there: those who are not named are offline, and I am here. */
export function presenceOf(
  presence: ReadonlyMap<string, 'online' | 'away'>,
  id: string,
  me: string,
): Exclude<PresenceState, 'dnd'> {
  return presence.get(id) ?? (id === me ? 'online' : 'offline')
}
