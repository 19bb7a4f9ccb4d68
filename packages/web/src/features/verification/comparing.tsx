import { Button } from '../../design/button.tsx'
import { focusHere } from '../../design/focus-here.ts'
import { t } from '../../texts/text.ts'
import type { StepProps } from './step-props.ts'
import styles from './verification.module.css'

/** Seven pictures with their names, and the question. */
export function Comparing({ verification, onStep }: StepProps) {
  if (verification.state.kind !== 'comparing') return null
  return (
    <>
      <p className={styles['lead']}>{t('verification.question')}</p>
      <ol className={styles['pictures']}>
        {verification.state.pictures.map(({ symbol, name }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same picture may come twice, and none moves.
          <li key={at} className={styles['picture']}>
            <span className={styles['symbol']} aria-hidden>
              {symbol}
            </span>
            <span>{name}</span>
          </li>
        ))}
      </ol>
      <div className={styles['deeds']}>
        {/* Whoever presses Enter without looking must not say yes by it. */}
        <Button ref={focusHere} variant="dangerOutline" onClick={() => onStep('mismatch')}>
          {t('verification.noMatch')}
        </Button>
        <Button variant="primary" onClick={() => onStep('confirm')}>
          {t('verification.match')}
        </Button>
      </div>
    </>
  )
}
