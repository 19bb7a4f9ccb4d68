import { useClient } from '../../../engine/client-context.ts'
import { t } from '../../../texts/text.ts'
import { roomName } from '../../conversation/room-name.ts'
import { usePart } from '../../conversation/use-part.ts'

/** Who is at the other end of a call: a person, or a room of many. */
export interface Peer {
  readonly id: string
  readonly name: string
  readonly isOffline: boolean
  /** It is a room, of that id and name. */
  readonly isRoom: boolean
  /** It is a voice channel. */
  readonly isVoice: boolean
}

/** The other person of a direct message of two; of any other room the room itself. */
export function usePeer(room: string): Peer {
  const { rooms, presence } = useClient()
  const item = usePart(rooms, (all) => all.find(({ id }) => id === room))
  const isRoom = item !== undefined && item.kind !== 'direct'
  const profile = isRoom ? undefined : item?.people[0]
  const isOffline = usePart(presence, (known) => profile !== undefined && !known.has(profile.id))
  const name = isRoom ? roomName(item) : (profile?.name ?? t('conversation.someone'))
  return { id: profile?.id ?? room, name, isOffline, isRoom, isVoice: item?.voice === true }
}
