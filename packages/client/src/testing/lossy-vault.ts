import type { OpenVault } from '../sealing/open-vault.ts'
import { vaultBehind } from './behind.ts'

/** A device whose messages to other devices get lost where it is told so; it believes that they have arrived. */
export const lossyVault = (isLost: () => boolean): OpenVault =>
  vaultBehind(() => ({ 'inbox.send': ({ messages }, ask) => ask({ messages: messages.filter(() => !isLost()) }) }))
