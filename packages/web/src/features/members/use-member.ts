import type { Member } from '@parley/protocol'
import { useRoom } from '../conversation/room-context.ts'
import { usePart } from '../conversation/use-part.ts'

/** Somebody as a member of the open room; undefined when they are not in it, or it is not known. */
export function useMember(id: string): Member | undefined {
  const { handle } = useRoom()
  return usePart(handle.members, (state) =>
    state.kind === 'known' ? state.members.find(({ profile }) => profile.id === id) : undefined,
  )
}
