import { type RemoteTrackPublication, Room, RoomEvent } from '@livekit/rtc-node'
import type { Sfu } from './sfu.ts'

/** What has come, in all. */
export interface Received {
  readonly packets: number
  readonly bytes: number
  /** Pixels across the pictures that come now. */
  readonly width: number
}

const nothing: Received = { packets: 0, bytes: 0, width: 0 }

/** Asks for the smallest size of a picture; the package has no word of its own for what its engine can do. */
function askForTheSmallest({ ffiHandle }: RemoteTrackPublication): void {
  const value = { trackPublicationHandle: ffiHandle.handle, quality: 0 }
  globalThis._ffiClientInstance?.request({ message: { case: 'setRemoteTrackPublicationQuality', value } })
}

/** Somebody in a room of the SFU who takes the smallest picture of whoever sends one, and decodes it. */
export class Receiver {
  readonly #room = new Room()

  /** @param device by which name it is in there */
  async enter({ url, control }: Sfu, call: string, device: string): Promise<void> {
    this.#room.on(RoomEvent.TrackSubscribed, (_, publication) => askForTheSmallest(publication))
    await this.#room.connect(url, await control.word({ call, device }), { autoSubscribe: true, dynacast: true })
  }

  async received(): Promise<Received> {
    const { publisherStats, subscriberStats } = await this.#room.getRtcStats()
    let sum = nothing
    for (const { stats } of [...publisherStats, ...subscriberStats]) {
      if (stats.case !== 'inboundRtp') continue
      const { received, inbound } = stats.value
      sum = {
        packets: sum.packets + Number(received?.packetsReceived ?? 0),
        bytes: sum.bytes + Number(inbound?.bytesReceived ?? 0),
        width: Math.max(sum.width, inbound?.frameWidth ?? 0),
      }
    }
    return sum
  }

  async leave(): Promise<void> {
    await this.#room.disconnect()
  }
}
