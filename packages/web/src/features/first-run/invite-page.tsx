import { type InviteAddress, readInvite } from '@parley/client'
import type { Profile } from '@parley/protocol'
import { Link2Off } from 'lucide-react'
import { useState } from 'react'
import { Note } from '../../design/note.tsx'
import { useClient } from '../../engine/client-context.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { RouteLink } from '../../route/route-link.tsx'
import { t } from '../../texts/text.ts'
import { AuthFrame } from '../sign-in/auth-frame.tsx'
import { AuthHead } from '../sign-in/auth-head.tsx'
import { type ServerInfo, useServerInfo } from '../sign-in/use-server-info.ts'
import { AccountForm } from './account-form.tsx'
import { DeadEnd } from './dead-end.tsx'
import { enterBy, isThere } from './enter-by.ts'
import { GuestForm } from './guest-form.tsx'
import { JoinByLink } from './join-by-link.tsx'
import styles from './owner-page.module.css'
import { type Good, useAdmission } from './use-admission.ts'

function leadOf({ for: purpose, invitedBy: inviter, room }: Good, isSealed: boolean): string {
  if (purpose === 'guest' && isSealed)
    return inviter === null ? t('firstRun.guestLeadSealedPlain') : t('firstRun.guestLeadSealed', { inviter })
  if (purpose === 'guest') {
    const name = room?.name ?? ''
    return inviter === null
      ? t('firstRun.guestLeadPlain', { room: name })
      : t('firstRun.guestLead', { inviter, room: name })
  }
  if (inviter === null) return t('firstRun.inviteeLeadPlain')
  if (isSealed) return t('firstRun.inviteeLeadSealed', { inviter })
  return room === null
    ? t('firstRun.inviteeLead', { inviter })
    : t('firstRun.inviteeLeadRoom', { inviter, room: room.name })
}

function Welcome({ link, good, info }: { link: InviteAddress; good: Good; info: ServerInfo | undefined }) {
  const client = useClient()
  const { token } = link
  const enter = () => void enterBy(client, link, good.room?.id ?? null)
  const isGuest = good.for === 'guest'
  const title = isGuest ? t('firstRun.guestTitle') : t('firstRun.inviteeTitle', { server: info?.name ?? '' })
  return (
    <>
      <AuthHead title={title} lead={leadOf(good, link.sealed !== null)} />
      {isGuest ? (
        <GuestForm token={token} onDone={enter} />
      ) : (
        <AccountForm admission={{ kind: 'invite', token }} minimum={info?.passwordMinimum ?? 15} onDone={enter} />
      )}
    </>
  )
}

function Link({ link, me }: { link: InviteAddress; me: Profile | null }) {
  const good = useAdmission({ kind: 'invite', token: link.token })
  const info = useServerInfo()
  if (good === undefined || (good.good && info === undefined)) return <Note busy>{t('firstRun.looking')}</Note>
  // The room that the link's maker meant stands in the link, where the server cannot change it.
  if (good.good && !isThere(link, good.room?.id ?? null))
    return <DeadEnd icon={Link2Off} title={t('firstRun.elsewhereTitle')} body={t('firstRun.elsewhereBody')} />
  if (me !== null) return <JoinByLink link={link} good={good} me={me} />
  if (good.good) return <Welcome link={link} good={good} info={info} />
  return <DeadEnd icon={Link2Off} title={t('firstRun.deadTitle')} body={t('firstRun.deadBody')} />
}

/** Where an invite link leads: to an account, to a room as a guest, or nowhere any more. */
export function InvitePage({ token }: { token: string | null }) {
  const session = useReadable(useClient().session)
  const [before] = useState(session)
  const me = session.kind === 'signed-in' && before.kind === 'signed-in' ? session.me : null
  const link = token === null ? null : readInvite(token)
  return (
    <AuthFrame hero="promises">
      <div className={styles['steps']}>
        {link === null ? (
          <DeadEnd icon={Link2Off} title={t('firstRun.noLinkTitle')} body={t('firstRun.noLinkBody')} />
        ) : (
          <Link key={token} link={link} me={me} />
        )}
        {session.kind === 'signed-out' && (
          <RouteLink to={{ page: 'sign-in' }} className={styles['aside']}>
            {t('firstRun.signInInstead')}
          </RouteLink>
        )}
      </div>
    </AuthFrame>
  )
}
