import { Copy } from 'lucide-react'
import { Button } from '../../design/button.tsx'
import { copyWithNotice } from '../../design/copy-with-notice.ts'
import { QrCode } from '../../design/qr-code.tsx'
import { formatDate } from '../../texts/format.ts'
import { t } from '../../texts/text.ts'
import styles from './invite-card.module.css'
import type { NewInvite } from './use-new-invite.ts'

/** A fresh invitation: its link to copy, and the same as a code for a camera. */
export function InviteCard({ link, uses, expiresAt }: NewInvite) {
  return (
    <div className={styles['card']}>
      <QrCode content={link} label={t('invite.qrLabel', { link })} />
      <div className={styles['words']}>
        <p className={styles['label']}>{t('invite.linkLabel')}</p>
        <output className={styles['link']} dir="ltr">
          {link}
        </output>
        <p className={styles['limits']}>{t('invite.limits', { uses, day: formatDate(expiresAt) })}</p>
        <Button icon={Copy} onClick={() => void copyWithNotice(link, t('common.copied'))}>
          {t('common.copyLink')}
        </Button>
      </div>
    </div>
  )
}
