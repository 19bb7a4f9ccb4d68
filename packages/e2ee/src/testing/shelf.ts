import type { InputOf, OutputOf } from '@parley/protocol'
import type { Courier } from '../vault/courier.ts'

export type UserKeys = OutputOf<'keys.query'>['users'][number]

/** Where one device's keys lie, outside any server: what it publishes is what is shown. */
export interface Shelf {
  readonly shown: UserKeys
  readonly courier: Courier
}

/** @param more answers what the shelf does not know about; it knows what its own device publishes */
export function shelf(
  user: string,
  device: string,
  more: (command: string, input: unknown) => unknown = () => undefined,
): Shelf {
  const shown: UserKeys = { user, master: null, selfSigning: null, userSigning: null, devices: [], signatures: [] }
  const courier = async (command: string, input: unknown): Promise<unknown> => {
    if (command === 'keys.identity') Object.assign(shown, input)
    if (command === 'keys.sign') {
      const { signatures } = input as InputOf<'keys.sign'>
      const own = signatures.filter((one) => one.user === user)
      shown.signatures.push(...own.map(({ target, key, signature }) => ({ signer: user, target, key, signature })))
    }
    if (command === 'keys.publish') {
      const { device: keys } = input as InputOf<'keys.publish'>
      if (keys !== undefined) shown.devices = [{ device, name: '', keys }]
    }
    const answer = more(command, input)
    if (answer !== undefined) return answer
    if (command === 'keys.publish') return { oneTime: 50 }
    return command === 'keys.query' ? { users: [shown], later: [] } : {}
  }
  return { shown, courier: courier as Courier }
}
