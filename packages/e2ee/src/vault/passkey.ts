import type { OlmMachine, SecretsBundle } from '@matrix-org/matrix-sdk-crypto-wasm'
import { openSecrets, sealSecrets } from './own-secrets.ts'
import type { Opener } from './sealed-item.ts'

/** What HKDF derives the key for; another use of the same passkey would get another key. */
const info = new TextEncoder().encode('parley.passkey.messages')

/** Bytes that an authenticator derives (HMAC-SHA-256; WebAuthn Level 3 §10.1.4). */
const outputBytes = 32

/**
 * What seals a person's secrets for one passkey, made from what its authenticator derived (HKDF-SHA-256, RFC 5869).
 * null: that is not 32 bytes.
 */
async function openerOf(output: Uint8Array): Promise<Opener | null> {
  if (output.length !== outputBytes) return null
  const key = await crypto.subtle.importKey('raw', new Uint8Array(output), 'HKDF', false, ['deriveBits'])
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info }
  const secret = new Uint8Array(await crypto.subtle.deriveBits(derivation, key, 256))
  return { secret, purpose: 'parley.passkey' }
}

/** Seals the person's secrets for a passkey; null: the output is no output of an authenticator. */
export async function sealForPasskey(machine: OlmMachine, output: Uint8Array): Promise<string | null> {
  const opener = await openerOf(output)
  return opener && (await sealSecrets(machine, opener))
}

/** The secrets that a passkey opens; null: they were sealed for another output. */
export async function openByPasskey(output: Uint8Array, body: string): Promise<SecretsBundle | null> {
  const opener = await openerOf(output)
  return opener && (await openSecrets(body, opener))
}
