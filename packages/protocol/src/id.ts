import { z } from 'zod'

/**
 * Identity of a user, device, room, message or call: 16 bytes in base64url without padding, 22 characters.
 * Ids made here are UUIDv7 (RFC 9562 §5.7). Nothing may order by an id: order is a room's `seq`.
 */
export const Id = z.string().regex(/^[A-Za-z0-9_-]{22,43}$/)
export type Id = string
export type UserId = Id
export type DeviceId = Id
export type RoomId = Id
/** The id that a client gives to what it sends, so that a retry is known as one (contract C3). */
export type MessageId = Id
export type CallId = Id

/** Position in a room's log or a device's inbox: 1, 2, 3 … without a hole; 0 means "nothing yet". */
export const Seq = z.int().min(0)
export type Seq = number

export { makeId } from './make-id.ts'
