import type { PresenceState } from '../../design/presence.tsx'
import { useClient, useReadable } from '../conversation/engine.ts'
import { useRoom } from '../conversation/room-context.ts'
import { usePart } from '../conversation/use-part.ts'
import { presenceOf } from './presence-of.ts'

/** Whether somebody is there; undefined while this device is offline and would have to guess. */
export function usePresence(id: string): PresenceState | undefined {
  const client = useClient()
  const { me } = useRoom()
  const presence = usePart(client.presence, (all) => presenceOf(all, id, me))
  const live = useReadable(client.connection).kind === 'live'
  return live ? presence : undefined
}
