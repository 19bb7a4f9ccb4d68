import { type OlmMachine, type OutgoingRequest, SecretsBundle } from '@matrix-org/matrix-sdk-crypto-wasm'
import decryptItem from 'matrix-js-sdk/lib/utils/decryptAESSecretStorageItem.js'
import encryptItem from 'matrix-js-sdk/lib/utils/encryptAESSecretStorageItem.js'
import { parseObject } from './parse.ts'

/** What opens a sealed body: 32 bytes, and what they are used for. */
export interface Opener {
  readonly secret: Uint8Array<ArrayBuffer>
  /** The sealing derives its keys from secret and purpose (HKDF, AES-CTR with HMAC-SHA-256). */
  readonly purpose: string
}

/** Seals the person's signing keys, and the key of the backup. */
export async function sealSecrets(machine: OlmMachine, { secret, purpose }: Opener): Promise<string> {
  const bundle = await await machine.exportSecretsBundle()
  const sealed = await encryptItem(JSON.stringify(bundle.to_json()), secret, purpose)
  return JSON.stringify({ v: 1, ...sealed })
}

/** The secrets in a sealed body; null: it is sealed with something else, or no such body. */
export async function openSecrets(body: string, { secret, purpose }: Opener): Promise<SecretsBundle | null> {
  const { iv, ciphertext, mac } = parseObject(body) ?? {}
  if (typeof iv !== 'string' || typeof ciphertext !== 'string' || typeof mac !== 'string') return null
  try {
    const text = await decryptItem({ iv, ciphertext, mac }, secret, purpose)
    return SecretsBundle.from_json(JSON.parse(text))
  } catch {
    return null
  }
}

/** Takes over the identity that the secrets are of, and signs this device with it. */
export async function takeOver(
  machine: OlmMachine,
  carry: (request: OutgoingRequest) => Promise<void>,
  bundle: SecretsBundle,
): Promise<void> {
  const { userId, deviceId } = machine
  await carry(machine.queryKeysForUsers([userId.clone()]))
  await machine.importSecretsBundle(bundle)
  const own = await machine.getDevice(userId, deviceId)
  const request = await own?.verify()
  if (request) await carry(request as OutgoingRequest)
}
