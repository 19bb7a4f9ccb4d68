import { withCap } from './cap.ts'
import { type Outgoing, stepOf, type Tries, untried } from './more-room.ts'

/** What is needed of an `RTCPeerConnection`. */
export type Describable = Pick<
  RTCPeerConnection,
  'signalingState' | 'localDescription' | 'remoteDescription' | 'setLocalDescription' | 'setRemoteDescription'
>

/** Describes a connection to itself as it is, but with another limit. The other side hears nothing of it. */
async function recap(connection: Describable, kilobits: number | null, isEdited: boolean): Promise<void> {
  const { localDescription, remoteDescription, signalingState } = connection
  if (!localDescription || !remoteDescription || signalingState !== 'stable') return
  const { type, sdp } = remoteDescription
  const capped = { type, sdp: withCap(sdp, kilobits) }
  // What the browser would say by itself is taken from it only where somebody has changed that.
  const local = isEdited ? localDescription : undefined
  if (type === 'offer') {
    await connection.setRemoteDescription(capped)
    await connection.setLocalDescription(local)
  } else {
    await connection.setLocalDescription(local)
    await connection.setRemoteDescription(capped)
  }
}

/** Finds out for a browser what the path of a connection carries, sooner than it does by itself. */
export class LineProbe {
  readonly #isEdited: boolean
  #tries: Tries = untried
  /** This browser does not let itself be told. */
  #isOver = false

  /** @param isEdited the connection describes itself in words that are not the browser's */
  constructor(isEdited: boolean) {
    this.#isEdited = isEdited
  }

  /** Takes a measurement. Nothing else may negotiate until it is through. `now`: milliseconds, monotonic. */
  async saw(connection: Describable, outgoing: Outgoing, now: number): Promise<void> {
    performance.mark(
      `K ${this.#isOver} ${Math.round(outgoing.available ?? -1)} ${outgoing.wanted} ${this.#tries.cap} ${connection.signalingState} ${connection.remoteDescription?.type}`,
    )
    if (this.#isOver) return
    const { tries, caps } = stepOf(this.#tries, outgoing, now)
    this.#tries = tries
    try {
      for (const cap of caps) await recap(connection, cap, this.#isEdited)
    } catch (error) {
      performance.mark(`K ERR ${error}`)
      this.#isOver = true
      const rollback = { type: 'rollback' } as const
      if (connection.signalingState === 'have-local-offer') await connection.setLocalDescription(rollback)
      if (connection.signalingState === 'have-remote-offer') await connection.setRemoteDescription(rollback)
    }
  }
}
