import type { SignedOutReason } from '@parley/client'
import { Avatar } from '../../design/avatar.tsx'
import { Divider } from '../../design/divider.tsx'
import { Note } from '../../design/note.tsx'
import { RouteLink } from '../../route/route-link.tsx'
import { t } from '../../texts/text.ts'
import { AuthFrame } from './auth-frame.tsx'
import { AuthHead } from './auth-head.tsx'
import { PasskeyButton } from './passkey-button.tsx'
import { PasswordForm } from './password-form.tsx'
import styles from './sign-in-page.module.css'
import { useServerInfo } from './use-server-info.ts'

const reasons = {
  'signed-out': () => ({ tone: 'ok', text: t('signIn.signedOut') }) as const,
  revoked: () => ({ tone: 'warn', text: t('signIn.signedOutElsewhere') }) as const,
  expired: () => ({ tone: 'info', text: t('signIn.expired') }) as const,
}

function Why({ reason }: { reason: SignedOutReason }) {
  const { tone, text } = reasons[reason]()
  return (
    <Note tone={tone} live>
      {text}
    </Note>
  )
}

/** Coming back: a passkey first, then the password. */
export function SignInPage({ reason }: { reason: SignedOutReason | null }) {
  const info = useServerInfo()
  return (
    <AuthFrame hero="samples">
      <div className={styles['server']}>
        <Avatar id={location.host} name={info?.name ?? t('common.product')} size="sm" />
        <span className={styles['serverName']}>{info?.name ?? t('common.product')}</span>
        <span className={styles['host']}>{location.host}</span>
      </div>
      <AuthHead title={t('signIn.title')} />
      <div className={styles['ways']}>
        {reason !== null && <Why reason={reason} />}
        {info?.hasOwner === false && (
          <Note tone="info" title={t('signIn.noOwner')}>
            {t('signIn.noOwnerBody')}
          </Note>
        )}
        <PasskeyButton />
        <Divider label={t('signIn.orPassword')} />
        <PasswordForm />
      </div>
      <p className={styles['foot']}>
        {info?.registration === 'open' && info.hasOwner ? (
          <RouteLink to={{ page: 'register' }}>{t('signIn.register')}</RouteLink>
        ) : (
          t('signIn.noAccount')
        )}
      </p>
    </AuthFrame>
  )
}
