import { type OlmMachine, type OutgoingRequest, SecretsBundle } from '@matrix-org/matrix-sdk-crypto-wasm'
import { type Opener, openItem, sealItem } from './sealed-item.ts'

/** Seals the person's signing keys, and the key of the backup. */
export async function sealSecrets(machine: OlmMachine, opener: Opener): Promise<string> {
  const bundle = await await machine.exportSecretsBundle()
  return await sealItem(JSON.stringify(bundle.to_json()), opener)
}

/** The secrets in a sealed body; null: it is sealed with something else, or no such body. */
export async function openSecrets(body: string, opener: Opener): Promise<SecretsBundle | null> {
  const text = await openItem(body, opener)
  if (text === null) return null
  try {
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
