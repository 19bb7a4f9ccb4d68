import type { Running } from '@parley/client/calls'
import type { CallInfo } from '@parley/protocol'
import { useClient } from '../../../engine/client-context.ts'
import { usePart } from '../../conversation/use-part.ts'

/** The call of this tab as everybody in its room sees it; undefined until the server has told of it. */
export function useCallInfo({ call }: Running): CallInfo | undefined {
  const { calls } = useClient()
  return usePart(calls, (all) => all.find(({ id }) => id === call))
}
