import { withCap } from './cap.ts'
import { type Outgoing, stepOf, type Tries, untried } from './more-room.ts'

/** What is needed of an `RTCPeerConnection`. */
export type Describable = Pick<
  RTCPeerConnection,
  'signalingState' | 'remoteDescription' | 'setLocalDescription' | 'setRemoteDescription'
>

/** Describes a connection to itself as it is, but with another limit. The other side hears nothing of it. */
async function recap(connection: Describable, kilobits: number | null): Promise<void> {
  if (!connection.remoteDescription) return
  const { type, sdp } = connection.remoteDescription
  const capped = { type, sdp: withCap(sdp, kilobits) }
  if (type === 'offer') {
    await connection.setRemoteDescription(capped)
    await connection.setLocalDescription()
  } else {
    await connection.setLocalDescription()
    await connection.setRemoteDescription(capped)
  }
}

/** Takes back a description that was not answered (RFC 8829 §4.1.10.2). */
async function rollBack(connection: Describable): Promise<void> {
  const rollback = { type: 'rollback' } as const
  if (connection.signalingState === 'have-local-offer') await connection.setLocalDescription(rollback)
  if (connection.signalingState === 'have-remote-offer') await connection.setRemoteDescription(rollback)
}

/** Finds out for a browser what the path of a connection carries, sooner than it does by itself. */
export class LineProbe {
  #tries: Tries = untried
  /** Whether this browser lets itself be told; null: it was not tried. */
  #isHeard: boolean | null = null

  /** Takes a measurement. Nothing else may negotiate until it is through. `now`: milliseconds, monotonic. */
  async saw(connection: Describable, outgoing: Outgoing, now: number): Promise<void> {
    if (this.#isHeard === false || connection.signalingState !== 'stable') return
    const { tries, caps } = stepOf(this.#tries, outgoing, now)
    try {
      for (const cap of caps) {
        await recap(connection, cap)
        this.#isHeard = true
      }
      this.#tries = tries
    } catch {
      // Where it went well before, the next measurement tries again: no limit may stay for good.
      this.#isHeard ??= false
      await rollBack(connection)
    }
  }
}
