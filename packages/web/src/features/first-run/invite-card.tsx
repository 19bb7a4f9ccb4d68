import { Copy } from 'lucide-react'
import { Button } from '../../design/button.tsx'
import { QrCode } from '../../design/qr-code.tsx'
import { notify } from '../../design/toast.ts'
import { formatDate } from '../../texts/format.ts'
import { t } from '../../texts/text.ts'
import styles from './invite-card.module.css'
import type { NewInvite } from './use-new-invite.ts'

/** A fresh invitation: its link to copy, and the same as a code for a camera. */
export function InviteCard({ link, uses, expiresAt }: NewInvite) {
  const copy = async () => {
    await navigator.clipboard.writeText(link)
    notify({ kind: 'done', text: t('common.copied') })
  }
  return (
    <div className={styles['card']}>
      <QrCode text={link} label={t('invite.qrLabel', { link })} />
      <div className={styles['words']}>
        <p className={styles['label']}>{t('invite.linkLabel')}</p>
        <output className={styles['link']} dir="ltr">
          {link}
        </output>
        <p className={styles['limits']}>{t('invite.limits', { uses, day: formatDate(expiresAt) })}</p>
        <Button icon={Copy} onClick={() => void copy()}>
          {t('common.copyLink')}
        </Button>
      </div>
    </div>
  )
}
