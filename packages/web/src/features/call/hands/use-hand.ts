import { useReadable } from '../../../engine/use-readable.ts'
import { useDesk } from '../desk/desk-context.ts'
import { useMyself } from '../desk/use-myself.ts'
import { handOrder } from './hand-order.ts'

/** Which number somebody's hand has; null: it is down. */
export function useHand(device: string): number | null {
  const { call } = useDesk()
  const { device: own } = useMyself()
  const since = useReadable(call.hand)
  const hands = useReadable(call.others).map(({ device: one, flags }) => ({ device: one, since: flags.hand }))
  const up = [...hands, { device: own, since }].flatMap((one) =>
    one.since === null ? [] : [{ device: one.device, since: one.since }],
  )
  return handOrder(up).get(device) ?? null
}
