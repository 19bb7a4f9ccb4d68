import { withCap } from './cap.ts'
import { type Outgoing, stepOf, type Tries, untried } from './more-room.ts'

/** What is needed of an `RTCPeerConnection`. */
export type Describable = Pick<
  RTCPeerConnection,
  'signalingState' | 'localDescription' | 'remoteDescription' | 'setLocalDescription' | 'setRemoteDescription'
>

/** Describes a connection to itself as it is, but with another limit. The other side hears nothing of it. */
async function recap(connection: Describable, kilobits: number | null): Promise<void> {
  const { localDescription, remoteDescription, signalingState } = connection
  if (!localDescription || !remoteDescription || signalingState !== 'stable') return
  const { type, sdp } = remoteDescription
  const capped = { type, sdp: withCap(sdp, kilobits) }
  if (type === 'offer') {
    await connection.setRemoteDescription(capped)
    await connection.setLocalDescription()
  } else {
    await connection.setLocalDescription()
    await connection.setRemoteDescription(capped)
  }
}

/** Finds out for a browser what the path of a connection carries, sooner than it does by itself. */
export class LineProbe {
  #tries: Tries = untried
  /** This browser does not let itself be told. */
  #isOver = false

  /** Takes a measurement. Nothing else may negotiate until it is through. `now`: milliseconds, monotonic. */
  async saw(connection: Describable, outgoing: Outgoing, now: number): Promise<void> {
    if (this.#isOver) return
    const { tries, caps } = stepOf(this.#tries, outgoing, now)
    this.#tries = tries
    try {
      for (const cap of caps) await recap(connection, cap)
    } catch {
      this.#isOver = true
      const rollback = { type: 'rollback' } as const
      if (connection.signalingState === 'have-local-offer') await connection.setLocalDescription(rollback)
      if (connection.signalingState === 'have-remote-offer') await connection.setRemoteDescription(rollback)
    }
  }
}
