import type { RoomRole } from '@parley/protocol'
import { useClient } from '../../../engine/client-context.ts'
import { usePart } from '../../conversation/use-part.ts'

/** What I am in a room. */
export function useRole(room: string): RoomRole {
  const { rooms } = useClient()
  return usePart(rooms, (all) => all.find(({ id }) => id === room)?.role ?? 'member')
}

/** What somebody else is in a room; null while it is not known. */
export function useRoleOf(room: string, user: string): RoomRole | null {
  const { members } = useClient().room(room)
  return usePart(members, (state) => {
    if (state.kind !== 'known') return null
    // Owners and moderators are in the part that comes first.
    return state.members.find(({ profile }) => profile.id === user)?.role ?? 'member'
  })
}
