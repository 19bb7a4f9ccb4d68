import { useClient } from '../../../engine/client-context.ts'
import { t } from '../../../texts/text.ts'
import { usePart } from '../../conversation/use-part.ts'

/** Who is at the other end of a direct message. */
export interface Peer {
  readonly id: string
  readonly name: string
  readonly isOffline: boolean
}

/** The other person of a room of two. */
export function usePeer(room: string): Peer {
  const { rooms, presence } = useClient()
  const profile = usePart(rooms, (all) => all.find(({ id }) => id === room)?.people[0])
  const isOffline = usePart(presence, (known) => profile !== undefined && !known.has(profile.id))
  return { id: profile?.id ?? room, name: profile?.name ?? t('conversation.someone'), isOffline }
}
