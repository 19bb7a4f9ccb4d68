import type { RoomItem } from '@parley/client'
import { Phone, Video } from 'lucide-react'
import { IconButton } from '../../design/icon-button.tsx'
import { useClient } from '../../engine/client-context.ts'
import { t } from '../../texts/text.ts'
import { usePart } from '../conversation/use-part.ts'
import { JoinButton } from './join-button.tsx'
import { loadCalls } from './load.ts'
import { useRoomCall } from './use-room-call.ts'
import { wish } from './wish.ts'

const kinds = [
  { media: 'audio', icon: Phone, label: 'conversation.startCall' },
  { media: 'video', icon: Video, label: 'conversation.startVideo' },
] as const

/** A note to oneself calls nobody, and a direct message of several is for two so far. */
const mayCall = ({ kind, state, people }: RoomItem): boolean =>
  state === 'joined' && (kind !== 'direct' || people.length === 1)

/** The two ways to call, or the way into the call that runs in the room. */
export function CallButtons({ roomId }: { roomId: string }) {
  const { rooms } = useClient()
  const isShown = usePart(rooms, (all) => all.some((room) => room.id === roomId && mayCall(room)))
  const running = useRoomCall(roomId)
  if (!isShown) return null
  if (running) return <JoinButton call={running} />
  return kinds.map(({ media, icon, label }) => (
    <IconButton
      key={media}
      icon={icon}
      label={t(label)}
      onPointerEnter={loadCalls}
      onFocus={loadCalls}
      onClick={() => wish.set({ room: roomId, media })}
    />
  ))
}
