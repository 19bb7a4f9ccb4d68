import type { IceServer } from '@parley/protocol'

/** By which media finds its way. */
export interface MediaPath {
  readonly iceServers: IceServer[]
  readonly relayOnly: boolean
}

/** Ways for media. Who may take which is decided before. */
export interface MediaRouter extends AsyncDisposable {
  /** What one device needs to find a path. Relay credentials in it end after at most ten minutes; ask again before. */
  path(seat: { readonly user: string }): Promise<MediaPath>
  /** A server that forwards media (SFU), where there is one. */
  readonly sfu: Sfu | null
}

/** A device in a call. */
export interface SfuSeat {
  readonly call: string
  readonly device: string
}

/** Where signalling goes on, and what says there who it is; nobody else may read it. */
export interface SfuLine {
  /** `http://host:port` */
  readonly url: string
  readonly authorization: string
}

/**
 * A server that forwards the media of calls without being able to read it. It keeps nothing: after it ended and came back
 * nobody is in it, and `enter` lets everybody in again. What it is told may come too late, never too early: `present`
 * says who is there all the same. Everything but `isUp` fails with `unavailable` while it is not.
 */
export interface Sfu {
  readonly isUp: boolean
  /** A line for a device, good for one minute. Whoever is there already as the same device is thrown out. */
  enter(seat: SfuSeat): Promise<SfuLine>
  /** Throws a device out, if it is there. */
  remove(seat: SfuSeat): Promise<void>
  /** The devices that are there. */
  present(call: string): Promise<readonly string[]>
  /** Throws everybody out. */
  close(call: string): Promise<void>
}
