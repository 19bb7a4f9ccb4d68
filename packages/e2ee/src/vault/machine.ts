import { OlmMachine, StoreHandle } from '@matrix-org/matrix-sdk-crypto-wasm'
import { deviceId, userId } from './names.ts'
import type { VaultConfig } from './vault-config.ts'

const openStore = (store: NonNullable<VaultConfig['store']>): Promise<StoreHandle> =>
  'key' in store ? StoreHandle.openWithKey(store.name, store.key) : StoreHandle.open(store.name, store.passphrase)

/** The library's machine of a device, with what its store holds. Rejects when something else seals the store. */
export async function openMachine({ user, device, store }: Omit<VaultConfig, 'courier'>): Promise<OlmMachine> {
  if (!store) return await OlmMachine.initialize(userId(user), deviceId(device))
  const handle = await openStore(store)
  try {
    return await OlmMachine.initFromStore(userId(user), deviceId(device), handle)
  } finally {
    // The machine has its own hold of the store, and closes it.
    handle.free()
  }
}
