import { ParleyError } from '@parley/protocol'
import type { EndReason } from './call-state.ts'

/** Why a call did not even begin, as far as the person can do something about it. */
export function refusalOf(error: unknown): EndReason {
  if (!(error instanceof ParleyError)) return 'failed'
  if (error.code === 'no_keys') return 'unconfirmed'
  if (error.code === 'call_locked') return 'locked'
  return error.code === 'identity_changed' || error.code === 'no_identity' ? 'new-keys' : 'failed'
}
