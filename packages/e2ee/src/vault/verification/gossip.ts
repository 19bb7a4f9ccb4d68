import type { OlmMachine } from '@matrix-org/matrix-sdk-crypto-wasm'

/** Asks the other own devices for the signing keys and the key of the backup, as far as they are missing here. */
export async function askForSecrets(machine: OlmMachine): Promise<void> {
  const own = await machine.getIdentity(machine.userId)
  if (own?.isVerified()) await machine.requestMissingSecretsIfNeeded()
}
