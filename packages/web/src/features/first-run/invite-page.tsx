import { Link2Off, UserCheck } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../design/button.tsx'
import { Note } from '../../design/note.tsx'
import { useClient } from '../../engine/client-context.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { RouteLink } from '../../route/route-link.tsx'
import { navigate } from '../../route/router.ts'
import { t } from '../../texts/text.ts'
import { AuthFrame } from '../sign-in/auth-frame.tsx'
import { AuthHead } from '../sign-in/auth-head.tsx'
import { type ServerInfo, useServerInfo } from '../sign-in/use-server-info.ts'
import { AccountForm } from './account-form.tsx'
import { DeadEnd } from './dead-end.tsx'
import { GuestForm } from './guest-form.tsx'
import styles from './owner-page.module.css'
import { type Good, useAdmission } from './use-admission.ts'

function leadOf({ for: purpose, invitedBy: inviter, room }: Good): string {
  if (purpose === 'guest') {
    const name = room?.name ?? ''
    return inviter === null
      ? t('firstRun.guestLeadPlain', { room: name })
      : t('firstRun.guestLead', { inviter, room: name })
  }
  if (inviter === null) return t('firstRun.inviteeLeadPlain')
  return room === null
    ? t('firstRun.inviteeLead', { inviter })
    : t('firstRun.inviteeLeadRoom', { inviter, room: room.name })
}

function Welcome({ token, good, info }: { token: string; good: Good; info: ServerInfo | undefined }) {
  const enter = () =>
    navigate(good.room === null ? { page: 'home' } : { page: 'room', room: good.room.id }, { replace: true })
  const isGuest = good.for === 'guest'
  const title = isGuest ? t('firstRun.guestTitle') : t('firstRun.inviteeTitle', { server: info?.name ?? '' })
  return (
    <>
      <AuthHead title={title} lead={leadOf(good)} />
      {isGuest ? (
        <GuestForm token={token} onDone={enter} />
      ) : (
        <AccountForm admission={{ kind: 'invite', token }} minimum={info?.passwordMinimum ?? 15} onDone={enter} />
      )}
    </>
  )
}

function Link({ token }: { token: string }) {
  const good = useAdmission({ kind: 'invite', token })
  const info = useServerInfo()
  if (good === undefined || (good.good && info === undefined)) return <Note busy>{t('firstRun.looking')}</Note>
  if (good.good) return <Welcome token={token} good={good} info={info} />
  return <DeadEnd icon={Link2Off} title={t('firstRun.deadTitle')} body={t('firstRun.deadBody')} />
}

function SignedInAlready({ name }: { name: string }) {
  return (
    <DeadEnd icon={UserCheck} title={t('firstRun.alreadyTitle')} body={t('firstRun.alreadyBody', { name })}>
      <Button variant="primary" onClick={() => navigate({ page: 'home' }, { replace: true })}>
        {t('errors.toStart')}
      </Button>
    </DeadEnd>
  )
}

/** Where an invite link leads: to an account, to a room as a guest, or nowhere any more. */
export function InvitePage({ token }: { token: string | null }) {
  const session = useReadable(useClient().session)
  const [before] = useState(session)
  const isIn = session.kind === 'signed-in' && before.kind === 'signed-in'
  return (
    <AuthFrame hero="promises">
      <div className={styles['steps']}>
        {isIn && <SignedInAlready name={before.me.name} />}
        {!isIn && token === null && (
          <DeadEnd icon={Link2Off} title={t('firstRun.noLinkTitle')} body={t('firstRun.noLinkBody')} />
        )}
        {!isIn && token !== null && <Link key={token} token={token} />}
        {session.kind === 'signed-out' && (
          <RouteLink to={{ page: 'sign-in' }} className={styles['aside']}>
            {t('firstRun.signInInstead')}
          </RouteLink>
        )}
      </div>
    </AuthFrame>
  )
}
