import { useState } from 'react'
import { Button } from '../../../design/button.tsx'
import { Popover } from '../../../design/popover.tsx'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { useDesk } from '../desk/desk-context.ts'
import { browserOf } from './browser.ts'
import { StageNote } from './stage-note.tsx'
import { Steps } from './steps.tsx'
import { stillWorks, troubleWords } from './trouble.ts'
import styles from './trouble-note.module.css'

function Unblocking() {
  return (
    <Popover
      label={t('device.steps')}
      side="top"
      content={() => (
        <div className={styles['steps']}>
          <Steps of={browserOf(navigator.userAgent).steps} />
        </div>
      )}
    >
      {(opener) => (
        <Button size="sm" {...opener}>
          {t('device.steps')}
        </Button>
      )}
    </Popover>
  )
}

/** A line over the stage: which device does not work, what still does, and what to do. */
export function TroubleNote() {
  const { local } = useDesk()
  const microphone = useReadable(local.microphone.state)
  const camera = useReadable(local.camera.state)
  const [closed, setClosed] = useState<string | null>(null)
  const words = troubleWords(microphone, camera)
  if (!words || closed === words.title) return null
  return (
    <StageNote title={words.title} action={words.isBlocked && <Unblocking />} onClose={() => setClosed(words.title)}>
      {words.body} {t(stillWorks(microphone) === 'voice' ? 'device.voiceOnly' : 'device.listening')}
    </StageNote>
  )
}
