import type { Deed } from '../backend.ts'
import { until } from '../readable.ts'
import type { ConnectionState } from '../states.ts'
import type { Parts } from './parts.ts'

/** Whether a deed is done with the keys of this device. */
function needsKeys({ sealing }: Parts, deed: Deed): boolean {
  switch (deed.do) {
    case 'create':
      return deed.room.kind === 'private'
    case 'change':
      // Who knocks waits in any case.
      return sealing.isSealed(deed.room) && deed.change.kind !== 'knock'
    case 'make-invite':
      return deed.wish.room !== null && sealing.isSealed(deed.wish.room)
    case 'withdraw-invite':
      return deed.room !== null && sealing.isSealed(deed.room)
    case 'direct':
    case 'changed-identities':
    case 'make-recovery-key':
    case 'recover':
    case 'start-over':
    case 'verify-own':
    case 'verify-person':
    case 'set-profile':
      return true
    default:
      return false
  }
}

/** Nobody answers at present: keys that need an answer do not open soon. */
const isOut = (state: ConnectionState): boolean =>
  state.kind === 'stopped' || (state.kind === 'connecting' && state.retryAt !== null)

/** In the first moments after a page load the keys still open, and what is done with them has to wait for that. */
export const waitsForKeys = (parts: Parts, deed: Deed): boolean =>
  parts.sealing.keyring.state.get().kind === 'closed' && needsKeys(parts, deed)

/** Resolves once it is known what this device may do with its keys, or does not become known soon. */
export async function keysOpened({ sealing, link }: Parts): Promise<void> {
  await Promise.race([sealing.keyring.settled(), until(link.state, isOut)])
}
