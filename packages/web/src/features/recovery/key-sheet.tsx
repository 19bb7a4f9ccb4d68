import { Copy, Download, Printer } from 'lucide-react'
import { Button } from '../../design/button.tsx'
import { copyWithNotice } from '../../design/copy-with-notice.ts'
import { focusHere } from '../../design/focus-here.ts'
import { useMe } from '../../engine/use-me.ts'
import { dayKey } from '../../texts/format.ts'
import { t } from '../../texts/text.ts'
import styles from './key-sheet.module.css'
import shared from './recovery.module.css'
import { saveText } from './save-text.ts'

interface Props {
  value: string
  onKept: () => void
}

/** A fresh recovery key, and the ways to keep it. */
export function KeySheet({ value, onKept }: Props) {
  const { me } = useMe()
  const madeFor = t('recovery.madeFor', {
    name: me.handle ?? me.name,
    server: location.host,
    day: dayKey(Date.now()),
  })
  const save = () => saveText('parley-recovery-key.txt', `${t('recovery.title')}\n${madeFor}\n\n${value}\n`)
  return (
    <div className={shared['part']}>
      <p className={shared['words']}>{t('recovery.keep')}</p>
      <div className={styles['sheet']}>
        <output
          ref={focusHere}
          className={styles['key']}
          aria-label={t('recovery.title')}
          tabIndex={-1}
          dir="ltr"
          translate="no"
        >
          {value}
        </output>
        <p className={styles['for']}>{madeFor}</p>
      </div>
      <div className={styles['ways']}>
        <Button icon={Copy} onClick={() => void copyWithNotice(value, t('common.copied'))}>
          {t('common.copy')}
        </Button>
        <Button icon={Download} onClick={save}>
          {t('recovery.download')}
        </Button>
        <Button icon={Printer} onClick={() => window.print()}>
          {t('recovery.print')}
        </Button>
      </div>
      <div className={shared['deeds']}>
        <Button variant="primary" onClick={onKept}>
          {t('recovery.kept')}
        </Button>
      </div>
    </div>
  )
}
