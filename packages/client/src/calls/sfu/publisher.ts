import type { Room } from 'livekit-client'

/** LiveKit's side of the connection that sends; its types show neither the connection nor who is negotiating. */
interface Publisher {
  readonly _pc: RTCPeerConnection | null
  readonly offerLock: { lock(): Promise<() => void> }
}

/** Lets something be done with the connection that sends; LiveKit makes no offer meanwhile. */
export async function withPublisher(room: Room, deed: (connection: RTCPeerConnection) => Promise<void>): Promise<void> {
  const publisher = room.engine.pcManager?.publisher as unknown as Publisher | undefined
  if (!publisher) return
  const unlock = await publisher.offerLock.lock()
  try {
    const connection = publisher._pc
    if (connection?.connectionState === 'connected') await deed(connection)
  } finally {
    unlock()
  }
}
