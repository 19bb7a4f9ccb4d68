import { toBase64url } from './base64url.ts'
import type { Id } from './id.ts'

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
  return toBase64url(bytes)
}
