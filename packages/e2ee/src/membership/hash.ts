import { toBase64url } from '@parley/protocol'
import canonicalize from 'canonicalize'
import { z } from 'zod'

/** SHA-256 in base64url without padding, 43 characters. */
export const Hash = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
export type Hash = z.infer<typeof Hash>

/**
 * SHA-256 (FIPS 180-4) of a value's canonical JSON (RFC 8785): the same on every device, whatever the order of keys.
 * Throws for what JSON cannot carry.
 */
export async function hashOf(value: unknown): Promise<Hash> {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('Only what JSON can carry has a hash.')
  return toBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))))
}
