import { Note } from '../../design/note.tsx'
import { RouteLink } from '../../route/route-link.tsx'
import { navigate } from '../../route/router.ts'
import { t } from '../../texts/text.ts'
import { AuthFrame } from '../sign-in/auth-frame.tsx'
import { AuthHead } from '../sign-in/auth-head.tsx'
import { useServerInfo } from '../sign-in/use-server-info.ts'
import { AccountForm } from './account-form.tsx'
import styles from './owner-page.module.css'

/** A new account where registration is open to all. */
export function RegisterPage() {
  const info = useServerInfo()
  const done = () => navigate({ page: 'home' }, { replace: true })
  return (
    <AuthFrame hero="promises">
      <div className={styles['steps']}>
        {info === undefined && <Note busy>{t('common.loading')}</Note>}
        {info !== undefined && (
          <>
            <AuthHead
              title={t('firstRun.registerTitle', { server: info.name })}
              lead={info.registration === 'open' ? t('firstRun.registerLead') : undefined}
            />
            {info.registration === 'open' ? (
              <AccountForm admission={{ kind: 'open' }} minimum={info.passwordMinimum} onDone={done} />
            ) : (
              <Note tone="info">{t('firstRun.closed')}</Note>
            )}
          </>
        )}
        <RouteLink to={{ page: 'sign-in' }} className={styles['aside']}>
          {t('firstRun.signInInstead')}
        </RouteLink>
      </div>
    </AuthFrame>
  )
}
