import { Link } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { TextField } from '../../design/text-field.tsx'
import { useClient } from '../../engine/client-context.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { navigate } from '../../route/router.ts'
import { t } from '../../texts/text.ts'
import { useRoom } from '../conversation/room-context.ts'
import styles from './invite-people.module.css'
import { InviteRow } from './invite-row.tsx'
import { useSearch } from './use-search.ts'

interface Props {
  open: boolean
  onClose: () => void
  onCopyLink: () => void
}

function Results({ text }: { text: string }) {
  const room = useRoom()
  const members = useReadable(room.handle.members)
  const found = useSearch(text)
  if (found === null) return null
  if (found.users.length === 0) return <p className={styles['none']}>{t('members.inviteNone', { text: found.text })}</p>
  const state = (id: string) =>
    members.kind === 'known' ? members.members.find(({ profile }) => profile.id === id)?.state : undefined
  return (
    <ul className={styles['list']}>
      {found.users.map((person) => (
        <InviteRow key={person.id} person={person} state={state(person.id)} />
      ))}
    </ul>
  )
}

/** Brings people into a room: by name, and by link where the room is open to all. */
export function InvitePeople({ open, onClose, onCopyLink }: Props) {
  const room = useRoom()
  const session = useReadable(useClient().session)
  const [text, setText] = useState('')
  return (
    <Dialog open={open} onClose={onClose} title={t('members.inviteTitle', { room: room.name })}>
      <TextField
        label={t('members.find')}
        hint={t('members.inviteHint')}
        value={text}
        onChange={setText}
        autoComplete="off"
      />
      <div className={styles['results']} aria-live="polite">
        <Results text={text} />
      </div>
      {room.kind === 'public' && (
        <div className={styles['link']}>
          <p>{t('members.inviteLink')}</p>
          <Button icon={Link} onClick={onCopyLink}>
            {t('common.copyLink')}
          </Button>
        </div>
      )}
      {room.kind === 'private' && session.kind === 'signed-in' && session.me.kind !== 'guest' && (
        <div className={styles['link']}>
          <p>{t('members.inviteByLink')}</p>
          <Button icon={Link} onClick={() => navigate({ page: 'settings', section: 'invites' })}>
            {t('invite.makeLink')}
          </Button>
        </div>
      )}
    </Dialog>
  )
}
