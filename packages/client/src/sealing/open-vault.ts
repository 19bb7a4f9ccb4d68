import type { Courier, Vault } from '@parley/e2ee/vault'

/** What of a device's keys is kept, and what seals it. */
export interface VaultStore {
  readonly name: string
  readonly passphrase: string
}

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
  return await Vault.open(hasPlace() ? { ...owner, courier, store } : { ...owner, courier })
}

/** Forgets what was kept under a name. */
export async function eraseVault(name: string): Promise<void> {
  if (!hasPlace()) return
  const { Vault } = await import('@parley/e2ee/vault')
  await Vault.erase(name)
}
