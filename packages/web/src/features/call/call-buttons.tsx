import type { RoomItem } from '@parley/client'
import { Phone, Video, Volume2 } from 'lucide-react'
import { Button } from '../../design/button.tsx'
import { useCell } from '../../design/cell.ts'
import { IconButton } from '../../design/icon-button.tsx'
import { useClient } from '../../engine/client-context.ts'
import { t } from '../../texts/text.ts'
import { roomName } from '../conversation/room-name.ts'
import { usePart } from '../conversation/use-part.ts'
import { JoinButton } from './join-button.tsx'
import { loadCalls } from './load.ts'
import { useRoomCall } from './use-room-call.ts'
import { voiceSigns } from './voice/voice-signs.ts'
import { wish } from './wish.ts'

const kinds = [
  { media: 'audio', icon: Phone, label: 'conversation.startCall' },
  { media: 'video', icon: Video, label: 'conversation.startVideo' },
] as const

/** A note to oneself calls nobody, and a direct message of several is for two so far. */
const mayCall = ({ kind, state, people }: RoomItem): boolean =>
  state === 'joined' && (kind !== 'direct' || people.length === 1)

/** The way into a voice channel, for whoever is not in it. */
function VoiceButton({ room, people }: { room: RoomItem; people: number }) {
  const isHere = useCell(voiceSigns)?.room === room.id
  if (isHere) return null
  return (
    <Button
      size="sm"
      variant="join"
      icon={Volume2}
      aria-label={t('voice.join', { name: roomName(room), count: people })}
      onPointerEnter={loadCalls}
      onFocus={loadCalls}
      onClick={() => wish.set({ room: room.id, media: 'audio', isAtOnce: true })}
    >
      {t('voice.joinShort')}
    </Button>
  )
}

/** The two ways to call, or the way into the call that runs in the room. */
export function CallButtons({ roomId }: { roomId: string }) {
  const { rooms } = useClient()
  const room = usePart(rooms, (all) => all.find(({ id }) => id === roomId))
  const running = useRoomCall(roomId)
  if (room === undefined || !mayCall(room)) return null
  if (room.voice) return <VoiceButton room={room} people={running?.participants.length ?? 0} />
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
