import { Button } from '../../design/button.tsx'
import { focusHere } from '../../design/focus-here.ts'
import { Note } from '../../design/note.tsx'
import { t } from '../../texts/text.ts'
import type { StepProps } from './step-props.ts'
import styles from './verification.module.css'

function Waits({ verification, name, onStep }: StepProps) {
  const { isOwn } = verification
  const title = isOwn ? t('verification.waitOwn') : t('verification.waitPerson', { name })
  return (
    <>
      <Note busy title={title} live>
        {isOwn ? t('verification.waitOwnBody') : t('verification.waitPersonBody')}
      </Note>
      <div className={styles['deeds']}>
        <Button ref={focusHere} onClick={() => onStep('cancel')}>
          {t('common.cancel')}
        </Button>
      </div>
    </>
  )
}

/** Somebody has asked: this side waits, or says whether it agrees. */
export function Asked(props: StepProps) {
  const { verification, name, onStep } = props
  if (verification.isMine) return <Waits {...props} />
  const { isOwn } = verification
  return (
    <>
      <Note title={isOwn ? t('verification.isItYou') : t('verification.askedPerson', { name })}>
        {isOwn ? t('verification.isItYouBody') : t('verification.personBody')}
      </Note>
      <div className={styles['deeds']}>
        {/* Whoever presses Enter without looking must not say yes by it. */}
        <Button ref={focusHere} onClick={() => onStep('cancel')}>
          {isOwn ? t('verification.notMe') : t('verification.notNow')}
        </Button>
        <Button variant="primary" onClick={() => onStep('accept')}>
          {isOwn ? t('verification.yesItIsMe') : t('verification.begin')}
        </Button>
      </div>
    </>
  )
}
