import type { OlmMachine, SecretsBundle } from '@matrix-org/matrix-sdk-crypto-wasm'
import { decodeRecoveryKey, encodeRecoveryKey } from 'matrix-js-sdk/lib/crypto-api/recovery-key.js'
import { openSecrets, sealSecrets } from './own-secrets.ts'

/** A recovery key as people keep it, and what the server keeps, which only that key opens. */
export interface Recovery {
  /** 12 groups of 4 characters: 32 random bytes in base58 with a parity byte. */
  readonly key: string
  readonly body: string
}

const purpose = 'parley.recovery'

/** Seals the person's secrets with a fresh recovery key. */
export async function makeRecovery(machine: OlmMachine): Promise<Recovery> {
  const secret = crypto.getRandomValues(new Uint8Array(32))
  return { key: encodeRecoveryKey(secret) ?? '', body: await sealSecrets(machine, { secret, purpose }) }
}

/** The bytes of a recovery key; null: mistyped. */
function bytesOf(key: string): Uint8Array<ArrayBuffer> | null {
  try {
    return new Uint8Array(decodeRecoveryKey(key.replaceAll(/\s/g, '')))
  } catch {
    return null
  }
}

/** The secrets that a recovery key opens; null: it is not the key of this body, or mistyped. */
export async function openRecovery({ key, body }: Recovery): Promise<SecretsBundle | null> {
  const secret = bytesOf(key)
  return secret && (await openSecrets(body, { secret, purpose }))
}
