import { parseObject } from './parse.ts'

/** The parts of a sealed entry that name it: which session, and which of its keys. */
export interface Sealed {
  readonly session: string
  readonly index: number
}

/** The device that a sealed body says to come from, which nothing proves; null: it says nothing. */
export function sealingDevice(body: string): string | null {
  const device = parseObject(body)?.['device_id']
  return typeof device === 'string' ? device : null
}

const version = 3
const indexTag = 0x08

/** A protobuf number of up to 32 bits at `at`; null where there is none. */
function varint(bytes: Uint8Array, at: number): number | null {
  let value = 0
  for (let part = 0; part < 5; part += 1) {
    const byte = bytes[at + part]
    if (byte === undefined) return null
    value += (byte & 0x7f) * 2 ** (7 * part)
    if (byte < 0x80) return value
  }
  return null
}

/**
 * Reads session and message index of a sealed body (Megolm message format: version 3, then the index under tag 8).
 * null: it is no sealed body.
 */
export function readSealed(body: string): Sealed | null {
  try {
    const { session_id: session, ciphertext } = JSON.parse(body) as { session_id?: unknown; ciphertext?: unknown }
    if (typeof session !== 'string' || typeof ciphertext !== 'string') return null
    const bytes = Uint8Array.from(atob(ciphertext), (letter) => letter.charCodeAt(0))
    if (bytes[0] !== version || bytes[1] !== indexTag) return null
    const index = varint(bytes, 2)
    return index === null ? null : { session, index }
  } catch {
    return null
  }
}
