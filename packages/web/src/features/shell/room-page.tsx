import { useEffect } from 'react'
import { navigate } from '../../route/router.ts'
import { Conversation } from '../conversation/conversation.tsx'
import { ConnectionBanner } from './connection-banner.tsx'
import { rememberRoom } from './recent.ts'
import { useIsPhone } from './use-is-phone.ts'

const home = () => navigate({ page: 'home' }, { replace: true })
const open = (room: string) => navigate({ page: 'room', room })

/** A conversation in its place. */
export function RoomPage({ roomId }: { roomId: string }) {
  const isPhone = useIsPhone()
  useEffect(() => rememberRoom(roomId), [roomId])
  return (
    <Conversation
      roomId={roomId}
      banner={<ConnectionBanner />}
      onBack={isPhone ? () => navigate({ page: 'home' }) : undefined}
      onOpenRoom={open}
      onLeft={home}
    />
  )
}
