import type { CancelInfo } from '@matrix-org/matrix-sdk-crypto-wasm'
import type { CancelReason, VerificationState } from './state.ts'

const reasons: Readonly<Record<string, CancelReason>> = {
  'm.user': 'refused',
  'm.timeout': 'timed-out',
  'm.mismatched_sas': 'mismatch',
  'm.mismatched_commitment': 'keys-differ',
  'm.key_mismatch': 'keys-differ',
  'm.user_mismatch': 'keys-differ',
  'm.accepted': 'elsewhere',
}

/** What the library says about a cancellation, as a state. */
export function cancelled(info: CancelInfo | undefined): VerificationState {
  const byMe = info?.cancelledbyUs() ?? true
  const why = reasons[info?.cancelCode() ?? ''] ?? 'failed'
  // What the person said is kept with the flow: here the library has found that the other side's proof is wrong.
  return { kind: 'cancelled', why: byMe && why === 'mismatch' ? 'keys-differ' : why, byMe }
}
