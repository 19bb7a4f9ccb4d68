import { type OlmMachine, SecretsBundle } from '@matrix-org/matrix-sdk-crypto-wasm'
import { decodeRecoveryKey, encodeRecoveryKey } from 'matrix-js-sdk/lib/crypto-api/recovery-key.js'
import decryptItem from 'matrix-js-sdk/lib/utils/decryptAESSecretStorageItem.js'
import encryptItem from 'matrix-js-sdk/lib/utils/encryptAESSecretStorageItem.js'
import { parseObject } from './parse.ts'

/** A recovery key as people keep it, and what the server keeps, which only that key opens. */
export interface Recovery {
  /** 12 groups of 4 characters: 32 random bytes in base58 with a parity byte. */
  readonly key: string
  readonly body: string
}

/** What the key is used for; the sealing derives its keys from key and purpose (HKDF, AES-CTR with HMAC-SHA-256). */
const purpose = 'parley.recovery'

/** Seals the person's signing keys, and the key of the backup, with a fresh recovery key. */
export async function makeRecovery(machine: OlmMachine): Promise<Recovery> {
  const secret = crypto.getRandomValues(new Uint8Array(32))
  const bundle = await await machine.exportSecretsBundle()
  const sealed = await encryptItem(JSON.stringify(bundle.to_json()), secret, purpose)
  return { key: encodeRecoveryKey(secret) ?? '', body: JSON.stringify({ v: 1, ...sealed }) }
}

/** The secrets that a recovery key opens; null: it is not the key of this body, or mistyped. */
export async function openRecovery({ key, body }: Recovery): Promise<SecretsBundle | null> {
  const { iv, ciphertext, mac } = parseObject(body) ?? {}
  if (typeof iv !== 'string' || typeof ciphertext !== 'string' || typeof mac !== 'string') return null
  try {
    const secret = decodeRecoveryKey(key.replaceAll(/\s/g, ''))
    const text = await decryptItem({ iv, ciphertext, mac }, secret, purpose)
    return SecretsBundle.from_json(JSON.parse(text))
  } catch {
    return null
  }
}
