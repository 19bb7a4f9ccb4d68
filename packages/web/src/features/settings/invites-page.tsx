import type { OutputOf } from '@parley/protocol'
import { Link, UserRound } from 'lucide-react'
import { Button } from '../../design/button.tsx'
import { confirm } from '../../design/confirm.ts'
import { ErrorState } from '../../design/error-state.tsx'
import { Icon } from '../../design/icon.tsx'
import { Skeleton } from '../../design/skeleton.tsx'
import { notify } from '../../design/toast.ts'
import { useClient } from '../../engine/client-context.ts'
import { errorWords } from '../../engine/error-words.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { formatDate } from '../../texts/format.ts'
import { t } from '../../texts/text.ts'
import { roomName } from '../conversation/room-name.ts'
import { LineWords } from './line-words.tsx'
import { NewInviteForm } from './new-invite-form.tsx'
import { Line, Lines, Part, SettingsFrame } from './page-frame.tsx'
import { useFetched } from './use-fetched.ts'

type Invite = OutputOf<'invites.list'>['invites'][number]

function InviteLine({ invite, onRevoke }: { invite: Invite; onRevoke: (invite: Invite) => void }) {
  const rooms = useReadable(useClient().rooms)
  const room = rooms.find(({ id }) => id === invite.room)
  const kind = invite.for === 'guest' ? t('invite.forGuest') : t('invite.forAccount')
  const title = room === undefined ? kind : t('invite.intoRoom', { kind, room: roomName(room) })
  const deed = (
    <Button size="sm" variant="dangerOutline" onClick={() => onRevoke(invite)}>
      {t('invite.revoke')}
    </Button>
  )
  return (
    <Line icon={<Icon of={invite.for === 'guest' ? UserRound : Link} size="lg" />} deed={deed}>
      <LineWords
        title={title}
        about={t('invite.usesLeft', { uses: invite.usesLeft, day: formatDate(invite.expiresAt) })}
      />
    </Line>
  )
}

/** Links that bring people in: make one, see which still work, take one back. */
export function InvitesPage() {
  const client = useClient()
  const { value, fault, again } = useFetched(() => client.call('invites.list', {}))
  const revoke = async ({ id, room }: Invite) => {
    const question = { title: t('invite.revokeTitle'), body: t('invite.revokeBody'), action: t('invite.revoke') }
    if (!(await confirm({ ...question, danger: true }))) return
    try {
      await client.withdrawInvite(id, room)
      notify({ kind: 'done', text: t('invite.revoked') })
    } catch (error) {
      notify({ kind: 'error', text: errorWords(error) })
    }
    again()
  }
  return (
    <SettingsFrame title={t('invite.title')} lead={t('invite.pageLead')}>
      <Part title={t('invite.make')}>
        <NewInviteForm onMade={again} />
      </Part>
      <Part title={t('invite.working')}>
        {value === undefined && fault !== undefined && <ErrorState title={fault} onRetry={again} />}
        {value === undefined && fault === undefined && <Skeleton kind="block" width="100%" />}
        {value?.invites.length === 0 && <p>{t('invite.none')}</p>}
        {value !== undefined && value.invites.length > 0 && (
          <Lines>
            {value.invites.map((invite) => (
              <InviteLine key={invite.id} invite={invite} onRevoke={(one) => void revoke(one)} />
            ))}
          </Lines>
        )}
      </Part>
    </SettingsFrame>
  )
}
