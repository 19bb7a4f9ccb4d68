import { useEffect, useState } from 'react'
import { Button } from '../../design/button.tsx'
import { Logo } from '../../design/logo.tsx'
import { t } from '../../texts/text.ts'
import styles from './alone.module.css'

const steps = [150, 2000, 10_000]

/** While it is not known yet who is here: nothing at first, then the sign, a sentence, and a way out. */
export function Opening() {
  const [step, setStep] = useState(0)
  useEffect(() => {
    const timers = steps.map((after, at) => setTimeout(() => setStep(at + 1), after))
    return () => timers.forEach(clearTimeout)
  }, [])
  return (
    <main className={styles['page']}>
      <div className={styles['words']}>
        {step > 0 && <Logo size="lg" />}
        {step > 1 && <p role="status">{t('connection.opening')}</p>}
        {step > 2 && <Button onClick={() => location.reload()}>{t('errors.reload')}</Button>}
      </div>
    </main>
  )
}
