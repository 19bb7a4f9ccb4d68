import { type ReactNode, useEffect, useMemo } from 'react'
import { useClient } from '../../engine/client-context.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { navigate } from '../../route/router.ts'
import { Gate } from './gate/gate.tsx'
import { Invitation } from './gate/invitation.tsx'
import { WaitingRoom } from './gate/waiting-room.tsx'
import { type OpenRoom, RoomContext } from './room-context.ts'
import { roomName } from './room-name.ts'
import { RoomView } from './room-view.tsx'
import { usePart } from './use-part.ts'

interface Props {
  roomId: string
  /** Where there is a list to go back to. */
  onBack?: (() => void) | undefined
  /** Buttons of calls, for the header. */
  callButtons?: ReactNode
  /** A line under the header, for what lasts: no connection. */
  banner?: ReactNode
}

/** A room as a page: its messages and people, or the way in. */
export function Conversation(props: Props) {
  return <Entrance key={props.roomId} {...props} />
}

function Entrance({ roomId, onBack, callButtons, banner }: Props) {
  const client = useClient()
  const session = useReadable(client.session)
  const found = usePart(client.rooms, (rooms) => rooms.find(({ id }) => id === roomId))
  const handle = useMemo(() => client.room(roomId), [client, roomId])
  const me = session.kind === 'signed-in' ? session.user : ''
  const joined = found?.state === 'joined'

  useEffect(() => {
    if (!joined) return
    handle.open()
    return () => handle.close()
  }, [handle, joined])

  const name = found === undefined ? '' : roomName(found)
  const room = useMemo<OpenRoom | null>(() => {
    if (found === undefined) return null
    const { id, kind, voice = false, topic, members, role, sealing, history, trouble, lacking } = found
    return { id, kind, voice, name, topic, members, role, sealing, history, trouble, lacking, me, handle }
  }, [found, name, me, handle])

  if (found === undefined || room === null) return <Gate roomId={roomId} onBack={onBack} />
  const leave = () => navigate({ page: 'home' }, { replace: true })
  if (found.waiting !== null)
    return <WaitingRoom room={found} how={found.waiting} onBack={onBack} onGone={leave} banner={banner} />
  if (!joined) return <Invitation room={found} onBack={onBack} onDeclined={leave} />
  return (
    <RoomContext value={room}>
      <RoomView onBack={onBack} callButtons={callButtons} banner={banner} />
    </RoomContext>
  )
}
