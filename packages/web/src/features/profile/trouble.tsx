import { Note } from '../../design/note.tsx'
import { useClient } from '../../engine/client-context.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { RouteLink } from '../../route/route-link.tsx'
import { t } from '../../texts/text.ts'

/** Why what I say about myself cannot be read or changed on this device. */
export function ProfileTrouble() {
  const client = useClient()
  const keyring = useReadable(client.keyring)
  const mine = useReadable(client.myProfile)
  if (keyring.kind === 'unconfirmed')
    return (
      <Note
        tone="warn"
        title={t('profile.unconfirmed')}
        actions={<RouteLink to={{ page: 'settings', section: 'devices' }}>{t('profile.confirm')}</RouteLink>}
      >
        {t('profile.unconfirmedBody')}
      </Note>
    )
  if (keyring.kind === 'needs-sign-in' || keyring.kind === 'failed')
    return <Note tone="warn">{t('errors.noKeys')}</Note>
  if (keyring.kind === 'full')
    return (
      <Note tone="warn" title={t('keyring.full')}>
        {t('keyring.fullBody')}
      </Note>
    )
  if (mine.kind === 'unreadable')
    return (
      <Note tone="warn" title={t('profile.unreadable')}>
        {t('profile.unreadableBody')}
      </Note>
    )
  return mine.kind === 'unknown' ? (
    <Note busy live>
      {t('profile.waiting')}
    </Note>
  ) : null
}
