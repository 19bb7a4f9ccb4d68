import type { Running } from '@parley/client/calls'
import { DoorClosedLocked } from 'lucide-react'
import { Icon } from '../../../design/icon.tsx'
import { tip } from '../../../design/tip.ts'
import { Unseen } from '../../../design/unseen.tsx'
import { t } from '../../../texts/text.ts'
import styles from './locked-mark.module.css'
import { useCallInfo } from './use-call-info.ts'

/** Says that nobody new can join; read out when it comes about. */
export function LockedMark({ state }: { state: Running }) {
  const isLocked = useCallInfo(state)?.isLocked === true
  return (
    <span className={styles['place']} role="status">
      {isLocked && (
        <span className={styles['mark']} {...tip(t('call.lockedHint'))}>
          <Icon of={DoorClosedLocked} size="sm" />
          <Unseen>{t('call.lockedHint')}</Unseen>
        </span>
      )}
    </span>
  )
}
