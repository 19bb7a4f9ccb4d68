import { type Courier, Vault } from '@parley/e2ee/vault'
import type { InputOf, OutputOf } from '@parley/protocol'

type UserKeys = OutputOf<'keys.query'>['users'][number]

/** Keys that a server made for itself under somebody's name, as it would show them. */
export async function impostor(user: string, device: string): Promise<{ vault: Vault; shown: UserKeys }> {
  const shown: UserKeys = { user, master: null, selfSigning: null, userSigning: null, devices: [], signatures: [] }
  const courier = (async (command: string, input: unknown) => {
    if (command === 'keys.publish') {
      const { device: keys } = input as InputOf<'keys.publish'>
      if (keys !== undefined) shown.devices = [{ device, name: '', keys }]
      return { oneTime: 50 }
    }
    if (command === 'keys.identity') Object.assign(shown, input)
    if (command === 'keys.sign') {
      const { signatures } = input as InputOf<'keys.sign'>
      shown.signatures = signatures.map(({ target, key, signature }) => ({ signer: user, target, key, signature }))
    }
    return command === 'keys.query' ? { users: [], later: [] } : {}
  }) as Courier
  const vault = await Vault.open({ user, device, courier })
  await vault.pump()
  await vault.makeIdentity()
  return { vault, shown }
}
