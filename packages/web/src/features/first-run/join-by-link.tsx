import type { InviteAddress } from '@parley/client'
import type { Profile } from '@parley/protocol'
import { Link2Off, UserCheck } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../design/button.tsx'
import { Note } from '../../design/note.tsx'
import { useClient } from '../../engine/client-context.ts'
import { errorWords } from '../../engine/error-words.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { navigate } from '../../route/router.ts'
import { t } from '../../texts/text.ts'
import { DeadEnd } from './dead-end.tsx'
import { enterBy } from './enter-by.ts'
import type { Good } from './use-admission.ts'

function titleOf({ room }: Good, isSealed: boolean): string {
  return isSealed ? t('firstRun.joinTitleSealed') : t('firstRun.joinTitle', { room: room?.name ?? '' })
}

/** A link in the hands of somebody who is signed in: into its room with the account that they have. */
export function JoinByLink({ link, good, me }: { link: InviteAddress; good: Good; me: Profile }) {
  const client = useClient()
  const rooms = useReadable(client.rooms)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string>()
  const room = link.sealed?.room ?? good.room?.id ?? null
  const isMine = rooms.some(({ id }) => id === room)
  const join = async () => {
    setBusy(true)
    setFault(undefined)
    try {
      if (!isMine) await client.call('invites.accept', { token: link.token })
      await enterBy(client, link, room)
    } catch (error) {
      setFault(errorWords(error))
      setBusy(false)
    }
  }
  const home = <Button onClick={() => navigate({ page: 'home' }, { replace: true })}>{t('errors.toStart')}</Button>
  if (!good.good && !isMine) {
    return (
      <DeadEnd icon={Link2Off} title={t('firstRun.deadTitle')} body={t('firstRun.deadBody')}>
        {home}
      </DeadEnd>
    )
  }
  if (room === null || (me.kind === 'guest' && !isMine)) {
    return (
      <DeadEnd icon={UserCheck} title={t('firstRun.alreadyTitle')} body={t('firstRun.alreadyBody', { name: me.name })}>
        {home}
      </DeadEnd>
    )
  }
  const { invitedBy: inviter } = good
  const lead =
    inviter === null
      ? t('firstRun.joinLeadPlain', { name: me.name })
      : t('firstRun.joinLead', { inviter, name: me.name })
  return (
    <DeadEnd icon={UserCheck} title={titleOf(good, link.sealed !== null)} body={lead}>
      {fault !== undefined && (
        <Note tone="bad" live>
          {fault}
        </Note>
      )}
      <Button variant="primary" loading={busy} onClick={() => void join()}>
        {t('rooms.join')}
      </Button>
      {home}
    </DeadEnd>
  )
}
