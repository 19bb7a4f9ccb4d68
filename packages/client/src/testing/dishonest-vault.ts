import type { UserKeys } from '@parley/e2ee/testing'
import type { OpenVault } from '../sealing/open-vault.ts'
import { vaultBehind } from './behind.ts'

/** A device to which the server shows people's keys otherwise than they are. */
export const dishonestVault = (show: (keys: UserKeys, to: string) => UserKeys): OpenVault =>
  vaultBehind((me) => ({
    async 'keys.query'(input, ask) {
      const { users, later } = await ask(input)
      return { users: users.map((keys) => show(keys, me)), later }
    },
  }))
