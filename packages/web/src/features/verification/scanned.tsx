import { Button } from '../../design/button.tsx'
import { focusHere } from '../../design/focus-here.ts'
import { t } from '../../texts/text.ts'
import type { StepProps } from './step-props.ts'
import styles from './verification.module.css'

/** The other side says that it has scanned the code here: whoever stands before both screens says whether it has. */
export function Scanned({ onStep }: StepProps) {
  return (
    <>
      <p className={styles['lead']}>{t('verification.scannedQuestion')}</p>
      <div className={styles['deeds']}>
        {/* Whoever presses Enter without looking must not say yes by it. */}
        <Button ref={focusHere} onClick={() => onStep('cancel')}>
          {t('verification.scannedNo')}
        </Button>
        <Button variant="primary" onClick={() => onStep('confirm')}>
          {t('verification.scannedYes')}
        </Button>
      </div>
    </>
  )
}
