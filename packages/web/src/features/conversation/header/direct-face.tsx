import { Avatar, GroupAvatar } from '../../../design/avatar.tsx'
import { useClient } from '../../../engine/client-context.ts'
import { usePresence } from '../../members/use-presence.ts'
import { useRoom } from '../room-context.ts'
import { usePart } from '../use-part.ts'

/** The face of a direct message: one person with their presence, or two of several. */
export function DirectFace() {
  const { id } = useRoom()
  const people = usePart(useClient().rooms, (rooms) => rooms.find((room) => room.id === id)?.people)
  const [first, second] = people ?? []
  const presence = usePresence(first?.id ?? '')
  if (first === undefined) return null
  if (second !== undefined) return <GroupAvatar people={[first, second]} size="sm" />
  return <Avatar {...first} size="sm" presence={presence} bot={first.kind === 'bot'} />
}
