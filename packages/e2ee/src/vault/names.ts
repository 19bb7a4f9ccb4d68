import { DeviceId, RoomId, UserId } from '@matrix-org/matrix-sdk-crypto-wasm'

// The sealing library names users and rooms with a server's name behind a colon. Parley's ids have none; this is the
// only place that knows both. The library takes over what it is handed in lists, so names are made anew for each call.

const place = ':parley'

/** `@<user>:parley` */
export const userName = (user: string): string => `@${user}${place}`
/** `!<room>:parley` */
export const roomName = (room: string): string => `!${room}${place}`

export const userId = (user: string): UserId => new UserId(userName(user))
export const roomId = (room: string): RoomId => new RoomId(roomName(room))
export const deviceId = (device: string): DeviceId => new DeviceId(device)
export const userIds = (users: Iterable<string>): UserId[] => Array.from(users, userId)

/** The id inside a name of the library. */
export const idOf = (name: string): string => name.slice(1, name.lastIndexOf(place))
