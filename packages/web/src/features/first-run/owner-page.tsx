import { CircleCheck, Link2Off } from 'lucide-react'
import { useState } from 'react'
import { Icon } from '../../design/icon.tsx'
import { Stepper } from '../../design/stepper.tsx'
import { useClient } from '../../engine/client-context.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { RouteLink } from '../../route/route-link.tsx'
import { t } from '../../texts/text.ts'
import { AuthFrame } from '../sign-in/auth-frame.tsx'
import { AuthHead } from '../sign-in/auth-head.tsx'
import { useServerInfo } from '../sign-in/use-server-info.ts'
import { AccountForm } from './account-form.tsx'
import { DeadEnd } from './dead-end.tsx'
import { InviteStep } from './invite-step.tsx'
import styles from './owner-page.module.css'
import { ownerSteps } from './owner-steps.ts'
import { RecoveryStep } from './recovery-step.tsx'
import { useAdmission } from './use-admission.ts'

function NoLink({ isSpent }: { isSpent: boolean }) {
  const info = useServerInfo()
  const hasOwner = info?.hasOwner ?? isSpent
  return (
    <DeadEnd
      icon={Link2Off}
      title={hasOwner ? t('firstRun.ownerExists') : t('firstRun.linkMissing')}
      body={hasOwner ? undefined : isSpent ? t('firstRun.ownerLinkWrong') : t('firstRun.linkMissingBody')}
    >
      <RouteLink to={{ page: 'sign-in' }}>{t('firstRun.toSignIn')}</RouteLink>
    </DeadEnd>
  )
}

function Account({ token }: { token: string }) {
  const admission = { kind: 'owner', token } as const
  const good = useAdmission(admission)
  const info = useServerInfo()
  if (good?.good === false) return <NoLink isSpent />
  return (
    <>
      <Stepper steps={ownerSteps()} current={0} />
      <AuthHead title={t('firstRun.ownerTitle')} lead={t('firstRun.ownerLead')} />
      <AccountForm admission={admission} minimum={info?.passwordMinimum ?? 15} onDone={() => undefined} />
      {good?.good === true && (
        <p className={styles['good']}>
          <Icon of={CircleCheck} size="xs" className={styles['goodSign']} />
          {t('firstRun.linkGood')}
        </p>
      )}
    </>
  )
}

/** After the account: a way back to the messages, then the others. */
function Afterwards() {
  const [isAsked, setAsked] = useState(false)
  if (isAsked) return <InviteStep />
  return (
    <>
      <Stepper steps={ownerSteps()} current={1} />
      <RecoveryStep onDone={() => setAsked(true)} />
    </>
  )
}

/** The first visit to a new server: the owner's account, a way back to it, then an invitation for the others. */
export function OwnerPage({ token }: { token: string | null }) {
  const session = useReadable(useClient().session)
  const signedIn = session.kind === 'signed-in'
  return (
    <AuthFrame hero="promises">
      <div className={styles['steps']}>
        {signedIn ? <Afterwards /> : token === null ? <NoLink isSpent={false} /> : <Account token={token} />}
      </div>
    </AuthFrame>
  )
}
