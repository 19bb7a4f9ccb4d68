import { Hand } from 'lucide-react'
import { Icon } from '../../../design/icon.tsx'
import { Unseen } from '../../../design/unseen.tsx'
import { t } from '../../../texts/text.ts'
import styles from './hand-mark.module.css'
import { useHand } from './use-hand.ts'

/** That somebody's hand is up, and when their turn is. */
export function HandMark({ device }: { device: string }) {
  const number = useHand(device)
  if (number === null) return null
  return (
    <span className={styles['mark']} title={t('call.hand', { number })}>
      <Icon of={Hand} size="xs" />
      <span aria-hidden>{number}</span>
      <Unseen>{t('call.hand', { number })}</Unseen>
    </span>
  )
}
