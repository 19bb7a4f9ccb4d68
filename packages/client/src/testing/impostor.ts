import { shelf, type UserKeys } from '@parley/e2ee/testing'
import { Vault } from '@parley/e2ee/vault'

/** Keys that a server made for itself under somebody's name, as it would show them. */
export async function impostor(user: string, device: string): Promise<{ vault: Vault; shown: UserKeys }> {
  const { shown, courier } = shelf(user, device)
  const vault = await Vault.open({ user, device, courier })
  await vault.pump()
  await vault.makeIdentity()
  return { vault, shown }
}
