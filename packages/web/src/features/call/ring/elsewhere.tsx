import { callOfDevice } from '@parley/client/calls'
import { Phone } from 'lucide-react'
import { Button } from '../../../design/button.tsx'
import { Icon } from '../../../design/icon.tsx'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { useDesk } from '../desk/desk-context.ts'
import styles from './elsewhere.module.css'
import { useSettled } from './use-settled.ts'

/** Another tab of this browser has the call. */
export function Elsewhere() {
  const desk = useDesk()
  const session = useReadable(desk.client.session)
  const calls = useReadable(desk.client.calls)
  const call = session.kind === 'signed-in' ? callOfDevice(calls, session.device) : undefined
  // A call that this tab just left is still in the list for a moment.
  const isSettled = useSettled(call?.id)
  if (!call || !isSettled) return null
  return (
    <div className={styles['note']} role="status">
      <Icon of={Phone} size="md" />
      <span className={styles['words']}>{t('ring.inOtherTab')}</span>
      <Button size="sm" variant="neutral" onClick={() => desk.bringHere(call)}>
        {t('ring.bringHere')}
      </Button>
    </div>
  )
}
