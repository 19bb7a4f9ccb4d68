import type { PasskeyTouch } from '@parley/client'
import type { InputOf } from '@parley/protocol'

export type Answer = InputOf<'passkeys.add-finish'>['response']

/** A credential as the browser answers it. */
interface Credential {
  readonly id: string
  readonly clientExtensionResults: object
}

/** What the server gets, and what stays in the page; null: this browser or authenticator derives nothing now. */
interface Apart {
  readonly answer: Answer
  readonly touch: PasskeyTouch | null
}

/** The input of the derivation: it is no secret, and the same for everybody, as each passkey derives with a key of its own. */
const input = 'parley.passkey.messages.1'

/** Asks an authenticator to derive 32 bytes (`prf`, WebAuthn Level 3 §10.1.4). */
export async function derivation(): Promise<object> {
  const first = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(input)))
  return { prf: { eval: { first } } }
}

function bytesOf(derived: unknown): Uint8Array | null {
  if (derived instanceof ArrayBuffer) return new Uint8Array(derived)
  return derived instanceof Uint8Array ? derived : null
}

/** Takes what the authenticator derived out of its answer, so that nothing of it can be sent. */
export function takeApart(credential: Credential): Apart {
  const { prf, ...others } = credential.clientExtensionResults as { prf?: { results?: { first?: unknown } } }
  const output = bytesOf(prf?.results?.first)
  return {
    answer: { ...credential, clientExtensionResults: others } as unknown as Answer,
    touch: output && { passkey: credential.id, output },
  }
}
