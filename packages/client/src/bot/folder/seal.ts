import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Bytes of a key; of what makes each sealing differ (NIST SP 800-38D §8.2.2); of what shows a change. */
export const keyBytes = 32
const [ivBytes, tagBytes] = [12, 16]
const method = 'aes-256-gcm'
/** What such a file begins with; it is sealed along. */
const mark = Buffer.from('parley.bot.1\n')

/** Seals bytes with a key of 32 bytes, each time with a fresh random IV. */
export function seal(key: Uint8Array, plain: Uint8Array): Uint8Array {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv(method, key, iv).setAAD(mark)
  return Buffer.concat([mark, iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** What was sealed; null: with another key, or the bytes have changed since. */
export function unseal(key: Uint8Array, sealed: Uint8Array): Uint8Array | null {
  const bytes = Buffer.from(sealed)
  const from = mark.length + ivBytes
  if (bytes.length < from + tagBytes || !bytes.subarray(0, mark.length).equals(mark)) return null
  try {
    const opener = createDecipheriv(method, key, bytes.subarray(mark.length, from), { authTagLength: tagBytes })
    opener.setAAD(mark).setAuthTag(bytes.subarray(-tagBytes))
    return Buffer.concat([opener.update(bytes.subarray(from, -tagBytes)), opener.final()])
  } catch {
    return null
  }
}
