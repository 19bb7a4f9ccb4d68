import type { Vault } from '@parley/e2ee/vault'
import { lazyVault, type OpenVault } from '../sealing/open-vault.ts'

export interface Held {
  readonly open: OpenVault
  vault: Vault | null
  /** Types of what it has whispered, and the people to whom it has handed keys on. */
  readonly whispered: string[]
  readonly handedTo: string[]
  /** Whether the bundles that came were taken. */
  readonly took: boolean[]
}

/** A device whose keys are in the hands of the test, and which may say something else than it should. */
export function held(twist: (type: string, content: object) => object = (_, content) => content): Held {
  const one: Held = {
    vault: null,
    whispered: [],
    handedTo: [],
    took: [],
    async open(owner, store, courier) {
      const vault = await lazyVault(owner, store, courier)
      const [whisper, handOn] = [vault.whisper.bind(vault), vault.handOn.bind(vault)]
      vault.whisper = async (to, type, content) => {
        one.whispered.push(type)
        await whisper(to, type, twist(type, content as object))
      }
      const takeOver = vault.takeOver.bind(vault)
      vault.takeOver = async (...bundle) => {
        const isTaken = await takeOver(...bundle)
        one.took.push(isTaken)
        return isTaken
      }
      vault.handOn = async (room, to, id) => {
        one.handedTo.push(to.user)
        return await handOn(room, to, id)
      }
      one.vault = vault
      return vault
    },
  }
  return one
}
