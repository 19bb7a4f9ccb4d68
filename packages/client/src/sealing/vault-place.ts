import { toBase64url } from '@parley/protocol'
import type { Clock } from '../clock.ts'
import { put, type Store } from '../store/store.ts'
import type { VaultStore } from './open-vault.ts'

/** The name of the store of a device's keys and what seals it; made when the device is new. */
export async function vaultPlace(device: string, store: Store, clock: Clock): Promise<VaultStore> {
  const known = (await store.get('meta', '', 'vault')) as VaultStore | undefined
  const name = `parley-keys-${device}`
  if (known?.name === name) return known
  const fresh = { name, key: toBase64url(clock.bytes(32)) }
  await store.write([put('meta', '', 'vault', fresh)], 'strict')
  return fresh
}
