import { Button } from '../../design/button.tsx'
import { Note } from '../../design/note.tsx'
import { t } from '../../texts/text.ts'
import { useVerify } from './use-verify.ts'

/** The way of a new device that needs no recovery key: another one at hand confirms it. */
export function FromOtherDevice() {
  const { busy, device } = useVerify()
  const ask = (
    <Button size="sm" variant="primary" loading={busy} onClick={() => void device(null)}>
      {t('verification.fromOther')}
    </Button>
  )
  return (
    <Note title={t('verification.otherDevice')} actions={ask}>
      {t('verification.otherDeviceBody')}
    </Note>
  )
}
