import type { Courier, Vault } from '@parley/e2ee/vault'
import { fromBase64url } from '@parley/protocol'

/** Where a device's keys are kept, and what seals them: 32 bytes, base64url; devices of before have a passphrase. */
export type VaultStore = { readonly name: string } & ({ readonly key: string } | { readonly passphrase: string })

/** Opens the keys of a device. */
export type OpenVault = (
  owner: { readonly user: string; readonly device: string },
  store: VaultStore,
  courier: Courier,
) => Promise<Vault>

/** Whether this platform has a place for keys; where there is none they live as long as the process. */
const hasPlace = (): boolean => typeof indexedDB !== 'undefined'

/** Loads the sealing library when the first keys are opened: it is large, and nobody needs it before they sign in. */
export const lazyVault: OpenVault = async (owner, store, courier) => {
  const { Vault } = await import('@parley/e2ee/vault')
  if (!hasPlace()) return await Vault.open({ ...owner, courier })
  const opens = 'key' in store ? { name: store.name, key: fromBase64url(store.key) } : store
  return await Vault.open({ ...owner, courier, store: opens })
}

/** Forgets what was kept under a name. */
export async function eraseVault(name: string): Promise<void> {
  if (!hasPlace()) return
  const { Vault } = await import('@parley/e2ee/vault')
  await Vault.erase(name)
}
