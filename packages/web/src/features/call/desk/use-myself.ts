import { useReadable } from '../../../engine/use-readable.ts'
import { useDesk } from './desk-context.ts'

interface Myself {
  readonly user: string
  readonly device: string
  readonly name: string
}

const nobody: Myself = { user: '', device: '', name: '' }

/** Who is at this tab; empty once nobody is signed in. */
export function useMyself(): Myself {
  const session = useReadable(useDesk().client.session)
  return session.kind === 'signed-in' ? { user: session.user, device: session.device, name: session.me.name } : nobody
}
