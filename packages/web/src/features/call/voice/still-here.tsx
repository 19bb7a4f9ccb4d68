import { useEffect, useRef, useState } from 'react'
import { Button } from '../../../design/button.tsx'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { useDesk } from '../desk/desk-context.ts'
import { Vigil } from './vigil.ts'
import styles from './voice-card.module.css'

/** Asks whoever sits alone for long whether they are still there. */
export function StillHere() {
  const desk = useDesk()
  const { kind } = useReadable(desk.call.state)
  const [isAsked, setAsked] = useState(false)
  const vigil = useRef<Vigil>(null)
  useEffect(() => {
    const one = new Vigil({ ask: setAsked, leave: () => desk.leave() })
    vigil.current = one
    return () => one.close()
  }, [desk])
  useEffect(() => vigil.current?.alone(kind === 'alone'), [kind])
  if (!isAsked) return null
  return (
    <div className={styles['asked']} role="alertdialog" aria-label={t('voice.stillHere')}>
      <p>{t('voice.stillHere')}</p>
      <Button size="sm" variant="primary" onClick={() => vigil.current?.here()}>
        {t('voice.iAmHere')}
      </Button>
    </div>
  )
}
