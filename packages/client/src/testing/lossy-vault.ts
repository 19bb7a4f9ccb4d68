import type { Courier } from '@parley/e2ee/vault'
import { lazyVault, type OpenVault } from '../sealing/open-vault.ts'

/** A device whose messages to other devices get lost where it is told so; it believes that they have arrived. */
export function lossyVault(isLost: () => boolean): OpenVault {
  return (owner, store, courier) => {
    const lossy = async (command: string, input: unknown): Promise<unknown> => {
      if (command !== 'inbox.send')
        return await (courier as (c: string, i: unknown) => Promise<unknown>)(command, input)
      const { messages } = input as { messages: readonly unknown[] }
      return await courier('inbox.send', { messages: messages.filter(() => !isLost()) as never })
    }
    return lazyVault(owner, store, lossy as Courier)
  }
}
