import type { SessionState } from '@parley/client'
import { useClient } from './client-context.ts'
import { useReadable } from './use-readable.ts'

export type SignedIn = Extract<SessionState, { kind: 'signed-in' }>

/** Who is signed in. Only for parts that are shown to nobody else. */
export function useMe(): SignedIn {
  const session = useReadable(useClient().session)
  if (session.kind !== 'signed-in') throw new Error('This part is for people who are signed in.')
  return session
}
