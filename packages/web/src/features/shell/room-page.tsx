import { useEffect } from 'react'
import { navigate } from '../../route/router.ts'
import { CallButtons } from '../call/call-buttons.tsx'
import { Conversation } from '../conversation/conversation.tsx'
import { Banners } from './banners.tsx'
import { rememberRoom } from './recent.ts'
import { useIsPhone } from './use-is-phone.ts'

/** A conversation in its place. */
export function RoomPage({ roomId }: { roomId: string }) {
  const isPhone = useIsPhone()
  useEffect(() => rememberRoom(roomId), [roomId])
  return (
    <Conversation
      roomId={roomId}
      banner={<Banners />}
      callButtons={<CallButtons roomId={roomId} />}
      onBack={isPhone ? () => navigate({ page: 'home' }) : undefined}
    />
  )
}
