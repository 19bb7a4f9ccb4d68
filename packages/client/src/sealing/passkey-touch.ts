import { passkeySecret } from '@parley/protocol'
import type { Link } from '../connection/link.ts'

/** A passkey that was just touched, and what its authenticator derived meanwhile (WebAuthn Level 3 §10.1.4). */
export interface PasskeyTouch {
  /** Id of the credential, base64url. */
  readonly passkey: string
  /** 32 bytes that nothing but this passkey makes. They never leave the device. */
  readonly output: Uint8Array
}

/** No passkey opens messages any more. */
export async function forgetPasskeys(link: Link): Promise<void> {
  const { passkeys } = await link.call('passkeys.list', {})
  for (const { id, opens } of passkeys)
    if (opens) await link.call('secrets.put', { name: passkeySecret(id), body: null })
}
