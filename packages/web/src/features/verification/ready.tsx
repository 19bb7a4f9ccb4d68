import { lazy, Suspense, useState } from 'react'
import { Button } from '../../design/button.tsx'
import { focusHere } from '../../design/focus-here.ts'
import { QrCode } from '../../design/qr-code.tsx'
import { Skeleton } from '../../design/skeleton.tsx'
import { t } from '../../texts/text.ts'
import type { StepProps } from './step-props.ts'
import styles from './verification.module.css'

const Scan = lazy(async () => ({ default: (await import('./scan.tsx')).Scan }))

/** Both sides are there: pictures and code, side by side. */
export function Ready({ verification, onStep }: StepProps) {
  const [scans, setScans] = useState(false)
  const code = verification.state.kind === 'ready' ? verification.state.code : null
  return (
    <>
      <p className={styles['lead']}>{t('verification.choose')}</p>
      <div className={styles['ways']}>
        <section className={styles['way']} aria-labelledby="way-pictures">
          <h3 id="way-pictures">{t('verification.pictures')}</h3>
          <p>{t('verification.picturesBody')}</p>
          <Button ref={focusHere} variant="primary" full onClick={() => onStep('compare')}>
            {t('verification.pictures')}
          </Button>
        </section>
        <section className={styles['way']} aria-labelledby="way-code">
          <h3 id="way-code">{t('verification.code')}</h3>
          {scans ? (
            <Suspense fallback={<Skeleton kind="block" width="100%" />}>
              <Scan id={verification.id} />
            </Suspense>
          ) : (
            <>
              <p>{code === null ? t('verification.noCode') : t('verification.codeBody')}</p>
              {code !== null && <QrCode content={code} label={t('verification.codeLabel')} />}
              <Button full onClick={() => setScans(true)}>
                {t('verification.scan')}
              </Button>
            </>
          )}
        </section>
      </div>
      <div className={styles['deeds']}>
        <Button variant="ghost" onClick={() => onStep('cancel')}>
          {t('common.cancel')}
        </Button>
      </div>
    </>
  )
}
