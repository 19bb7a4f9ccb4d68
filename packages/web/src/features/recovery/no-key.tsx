import { Button } from '../../design/button.tsx'
import { Note } from '../../design/note.tsx'
import { t } from '../../texts/text.ts'
import { FromOtherDevice } from '../verification/from-other-device.tsx'
import { FromPasskey } from './from-passkey.tsx'
import styles from './recovery.module.css'

interface Props {
  onEnter: () => void
  onAnew: () => void
  onDone: () => void
}

/** There was no recovery key when this device last heard of it; another device can make one meanwhile. */
export function NoKey({ onEnter, onAnew, onDone }: Props) {
  return (
    <div className={styles['part']}>
      <FromPasskey onDone={onDone} />
      <FromOtherDevice />
      <Note title={t('confirmDevice.noKey')}>{t('confirmDevice.noKeyBody')}</Note>
      <div className={styles['deeds']}>
        <Button variant="ghost" className={styles['aside']} onClick={onAnew}>
          {t('confirmDevice.anew')}
        </Button>
        <Button onClick={onEnter}>{t('confirmDevice.enter')}</Button>
      </div>
    </div>
  )
}
