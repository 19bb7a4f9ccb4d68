import { Check, CheckCheck, CircleAlert, Clock } from 'lucide-react'
import { classes } from './classes.ts'
import styles from './delivery-tick.module.css'
import { type Delivery, deliveryWords } from './delivery-words.ts'
import { Icon } from './icon.tsx'
import { Unseen } from './unseen.tsx'

interface Props {
  delivery: Delivery
  /** The tick alone, for narrow rows; the words stay for screen readers. */
  compact?: boolean
  /** Shows who and when. */
  onOpen?: (() => void) | undefined
}

const signs = {
  sending: Clock,
  waiting: Clock,
  sent: Check,
  delivered: CheckCheck,
  read: CheckCheck,
  failed: CircleAlert,
}

/** How far an own message has come, as tick and word. */
export function DeliveryTick({ delivery, compact = false, onOpen }: Props) {
  const words = deliveryWords(delivery)
  const name = classes(styles['tick'], styles[delivery.state])
  const inside = (
    <>
      <Icon of={signs[delivery.state]} size="xs" />
      {compact ? <Unseen>{words}</Unseen> : words}
    </>
  )
  if (onOpen === undefined) return <span className={name}>{inside}</span>
  return (
    <button type="button" className={name} onClick={onOpen}>
      {inside}
    </button>
  )
}
