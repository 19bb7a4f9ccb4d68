import { KeyRound } from 'lucide-react'
import { Banner } from '../../design/banner.tsx'
import { Button } from '../../design/button.tsx'
import { useMe } from '../../engine/use-me.ts'
import { t } from '../../texts/text.ts'
import { openWindow } from '../shell/window.ts'
import { useReminder } from './use-reminder.ts'

/** When it comes again, by how often it was put off. */
const laterWords = ['recovery.tomorrow', 'recovery.inWeek', 'recovery.inMonth', 'recovery.notAgain'] as const

/** The line that offers a recovery key, now and then. */
export function RecoveryReminder() {
  const { me, user } = useMe()
  const { isDue, times, later } = useReminder(user)
  if (!isDue || me.kind === 'guest') return null
  const deeds = (
    <>
      <Button size="sm" onClick={() => openWindow('recovery-key')}>
        {t('recovery.makeNow')}
      </Button>
      <Button size="sm" variant="ghost" onClick={later}>
        {t(laterWords[times] ?? 'recovery.notAgain')}
      </Button>
    </>
  )
  return (
    <Banner tone="info" icon={KeyRound} title={t('recovery.remind')} action={deeds}>
      {t('recovery.remindBody')}
    </Banner>
  )
}
