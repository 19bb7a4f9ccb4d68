import type { RoomItem } from '@parley/client'
import { Phone, Video } from 'lucide-react'
import { IconButton } from '../../design/icon-button.tsx'
import { useClient } from '../../engine/client-context.ts'
import { t } from '../../texts/text.ts'
import { usePart } from '../conversation/use-part.ts'
import { loadCalls } from './load.ts'
import { wish } from './wish.ts'

const kinds = [
  { media: 'audio', icon: Phone, label: 'conversation.startCall' },
  { media: 'video', icon: Video, label: 'conversation.startVideo' },
] as const

/** Calls are for two so far. */
const isForTwo = ({ kind, state, people }: RoomItem): boolean =>
  kind === 'direct' && state === 'joined' && people.length === 1

/** The two ways to call the others of a direct message; nothing in other rooms. */
export function CallButtons({ roomId }: { roomId: string }) {
  const { rooms } = useClient()
  const isShown = usePart(rooms, (all) => all.some((room) => room.id === roomId && isForTwo(room)))
  if (!isShown) return null
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
