import { useClient } from '../../../engine/client-context.ts'
import { useReadable } from '../../../engine/use-readable.ts'
import { usePart } from '../../conversation/use-part.ts'
import { useDesk } from '../desk/desk-context.ts'

/** Who is large for everybody in the call of this tab. */
export function useSpotlight(): string | null {
  const { calls } = useClient()
  const state = useReadable(useDesk().call.state)
  const running = 'call' in state ? state.call : null
  return usePart(calls, (all) => all.find(({ id }) => id === running)?.spotlight ?? null)
}
