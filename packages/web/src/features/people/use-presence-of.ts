import type { PresenceState } from '../../design/presence.tsx'
import { useClient } from '../../engine/client-context.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { usePart } from '../conversation/use-part.ts'

/** Whether somebody is there; undefined while this device is not connected and would have to guess. */
export function usePresenceOf(id: string | undefined): PresenceState | undefined {
  const client = useClient()
  const state = usePart(client.presence, (all) => (id === undefined ? undefined : (all.get(id) ?? 'offline')))
  const live = useReadable(client.connection).kind === 'live'
  return live ? state : undefined
}
