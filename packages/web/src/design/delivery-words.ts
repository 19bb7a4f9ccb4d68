import { formatTime } from '../texts/format.ts'
import { t } from '../texts/text.ts'

/** How far an own message has come, as measured: never further than what is known. */
export type Delivery =
  | { state: 'sending' }
  | { state: 'waiting' }
  | { state: 'sent' }
  | { state: 'delivered'; count?: number; total?: number }
  | { state: 'read'; count?: number; total?: number; at?: number }
  | { state: 'failed' }

/** The words beside the tick. */
export function deliveryWords(delivery: Delivery): string {
  if (delivery.state === 'delivered') {
    const { count, total } = delivery
    if (count === undefined || total === undefined || count >= total) return t('delivery.delivered')
    return t('delivery.deliveredTo', { count, total })
  }
  if (delivery.state === 'read') {
    const { count, total, at } = delivery
    if (at !== undefined) return t('delivery.readAt', { time: formatTime(at) })
    if (count === undefined) return t('delivery.read')
    return count === total ? t('delivery.readByAll') : t('delivery.readBy', { count })
  }
  return t(`delivery.${delivery.state}`)
}
