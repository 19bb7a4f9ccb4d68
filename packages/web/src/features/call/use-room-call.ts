import type { CallInfo } from '@parley/protocol'
import { useClient } from '../../engine/client-context.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { usePart } from '../conversation/use-part.ts'

/** The call that runs in a room of many, if this device is not in it. */
export function useRoomCall(room: string): CallInfo | undefined {
  const { calls, session } = useClient()
  const me = useReadable(session)
  const device = me.kind === 'signed-in' ? me.device : ''
  const isOpen = (call: CallInfo): boolean =>
    call.room === room &&
    call.isGroup === true &&
    call.state === 'live' &&
    call.participants.every((one) => one.device !== device)
  return usePart(calls, (all) => all.find(isOpen))
}
