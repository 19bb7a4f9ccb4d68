import type { UserKeys } from '@parley/e2ee/testing'
import type { Courier } from '@parley/e2ee/vault'
import type { OutputOf } from '@parley/protocol'
import { lazyVault, type OpenVault } from '../sealing/open-vault.ts'

/** A device to which the server shows people's keys otherwise than they are. */
export function dishonestVault(show: (keys: UserKeys, to: string) => UserKeys): OpenVault {
  return (owner, store, courier) => {
    const dishonest = async (command: Parameters<Courier>[0], input: unknown): Promise<unknown> => {
      const output: unknown = await courier(command, input as never)
      if (command !== 'keys.query') return output
      const { users, later } = output as OutputOf<'keys.query'>
      return { users: users.map((keys) => show(keys, owner.user)), later }
    }
    return lazyVault(owner, store, dishonest as Courier)
  }
}
