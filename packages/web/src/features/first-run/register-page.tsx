import { useEffect, useState } from 'react'
import { Note } from '../../design/note.tsx'
import { useClient } from '../../engine/client-context.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { RouteLink } from '../../route/route-link.tsx'
import { navigate } from '../../route/router.ts'
import { t } from '../../texts/text.ts'
import { AuthFrame } from '../sign-in/auth-frame.tsx'
import { AuthHead } from '../sign-in/auth-head.tsx'
import { useServerInfo } from '../sign-in/use-server-info.ts'
import { AccountForm } from './account-form.tsx'
import styles from './owner-page.module.css'
import { RecoveryStep } from './recovery-step.tsx'

const goHome = () => navigate({ page: 'home' }, { replace: true })

function NewAccount() {
  const info = useServerInfo()
  return (
    <>
      {info === undefined && <Note busy>{t('common.loading')}</Note>}
      {info !== undefined && (
        <>
          <AuthHead
            title={t('firstRun.registerTitle', { server: info.name })}
            lead={info.registration === 'open' ? t('firstRun.registerLead') : undefined}
          />
          {info.registration === 'open' ? (
            <AccountForm admission={{ kind: 'open' }} minimum={info.passwordMinimum} onDone={() => undefined} />
          ) : (
            <Note tone="info">{t('firstRun.closed')}</Note>
          )}
        </>
      )}
      <RouteLink to={{ page: 'sign-in' }} className={styles['aside']}>
        {t('firstRun.signInInstead')}
      </RouteLink>
    </>
  )
}

/** A new account where registration is open to all, then a way back to its messages. */
export function RegisterPage() {
  const session = useReadable(useClient().session)
  const [wasIn] = useState(session.kind === 'signed-in')
  useEffect(() => {
    if (wasIn) goHome()
  }, [wasIn])
  if (wasIn) return null
  return (
    <AuthFrame hero="promises">
      <div className={styles['steps']}>
        {session.kind === 'signed-in' ? <RecoveryStep onDone={goHome} /> : <NewAccount />}
      </div>
    </AuthFrame>
  )
}
