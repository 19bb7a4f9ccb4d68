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

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

function base64url(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.subarray(at, at + 3)
    text += alphabet.charAt(a >> 2) + alphabet.charAt(((a & 3) << 4) | ((b ?? 0) >> 4))
    if (b !== undefined) text += alphabet.charAt(((b & 15) << 2) | ((c ?? 0) >> 6))
    if (c !== undefined) text += alphabet.charAt(c & 63)
  }
  return text
}

/**
 * A fresh id: a UUIDv7 (RFC 9562 §5.7).
 * @param now milliseconds since 1970
 * @param random 10 random bytes
 */
export function makeId(now: number, random: Uint8Array): Id {
  const bytes = new Uint8Array(16)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(now) << 16n)
  bytes.set(random.subarray(0, 10), 6)
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  return base64url(bytes)
}
