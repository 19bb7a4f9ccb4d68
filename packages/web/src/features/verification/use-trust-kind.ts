import type { TrustKind } from '../../design/trust-kinds.ts'
import { useRoom } from '../conversation/room-context.ts'
import { useCompany } from './use-company.ts'

/** What the open room says about who can read it. */
export function useTrustKind(): TrustKind {
  const { sealing, kind } = useRoom()
  const { isVerified } = useCompany()
  if (!isVerified) return sealing
  return kind === 'direct' ? 'verified' : 'everyone-verified'
}
