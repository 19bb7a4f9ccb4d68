import { AccessToken, RoomServiceClient, TrackSource } from 'livekit-server-sdk'
import type { SfuSeat } from '../../ports/media-router.ts'
import type { SfuKey } from './configuration.ts'

/** Seconds in which a word has to be used. */
const lifetime = 60
/** Seconds that an answer may take. */
const patience = 5

const sources = [TrackSource.CAMERA, TrackSource.MICROPHONE, TrackSource.SCREEN_SHARE, TrackSource.SCREEN_SHARE_AUDIO]

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'not_found'

/** What one SFU is told and asked: a call is a room there, a device is an identity. */
export class SfuControl {
  readonly #url: string
  readonly #key: SfuKey
  readonly #rooms: RoomServiceClient

  constructor(url: string, key: SfuKey) {
    this.#url = url
    this.#key = key
    this.#rooms = new RoomServiceClient(url, key.id, key.secret, { requestTimeout: patience })
  }

  /** Whether it serves, and knows our key. */
  async isOurs(): Promise<boolean> {
    return await this.#rooms.listRooms([]).then(
      () => true,
      () => false,
    )
  }

  /** 200 once it serves (406 while its figures are old: it is busy). */
  async isServing(): Promise<boolean> {
    const answer = await fetch(this.#url, { signal: AbortSignal.timeout(patience * 1000) }).catch(() => null)
    return answer !== null
  }

  /** A room that is there already stays as it is. */
  async open(call: string): Promise<void> {
    await this.#rooms.createRoom({ name: call })
  }

  async close(call: string): Promise<void> {
    await this.#rooms.deleteRoom(call).catch(ignoreMissing)
  }

  async remove({ call, device }: SfuSeat): Promise<void> {
    await this.#rooms.removeParticipant(call, device).catch(ignoreMissing)
  }

  /** The devices that are in a call there. */
  async present(call: string): Promise<readonly string[]> {
    const all = await this.#rooms.listParticipants(call).catch((error: unknown) => {
      ignoreMissing(error)
      return []
    })
    return all.map(({ identity }) => identity)
  }

  /** The word by which a device may enter one call (JWT, HS256, RFC 7519), for a minute. */
  async word({ call, device }: SfuSeat): Promise<string> {
    const token = new AccessToken(this.#key.id, this.#key.secret, { identity: device, ttl: lifetime })
    token.addGrant({
      roomJoin: true,
      room: call,
      canPublish: true,
      canPublishData: false,
      canPublishSources: sources,
      canSubscribe: true,
      canUpdateOwnMetadata: false,
    })
    return await token.toJwt()
  }
}

function ignoreMissing(error: unknown): void {
  if (!isMissing(error)) throw error
}
