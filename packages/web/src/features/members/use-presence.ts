import type { PresenceState } from '../../design/presence.tsx'
import { useRoom } from '../conversation/room-context.ts'
import { usePresenceOf } from '../people/use-presence-of.ts'

/** Whether somebody in the open room is there; undefined while this device would have to guess. I am here. */
export function usePresence(id: string): PresenceState | undefined {
  const { me } = useRoom()
  const presence = usePresenceOf(id)
  return presence === 'offline' && id === me ? 'online' : presence
}
