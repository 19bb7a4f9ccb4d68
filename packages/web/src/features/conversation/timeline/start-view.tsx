import { Pencil, UserPlus } from 'lucide-react'
import { type Door, EmptyState } from '../../../design/empty-state.tsx'
import { t } from '../../../texts/text.ts'
import { useDeeds } from '../deeds-context.ts'
import { type OpenRoom, useRoom } from '../room-context.ts'
import { roomSign } from '../room-sign.ts'
import styles from './lines.module.css'

const bodies = { open: 'empty.roomPublic', sealed: 'empty.roomSealed', 'not-sealed': 'empty.roomNotSealed' } as const

function words({ kind, name, members, sealing }: OpenRoom): { title: string; body: string | undefined } {
  if (kind !== 'direct') return { title: t('empty.roomTitle', { room: name }), body: t(bodies[sealing]) }
  return { title: t('direct.start', { name }), body: members === 2 ? t('direct.startBody') : undefined }
}

/** The start of a room; while nothing is written in it, with doors to what comes next. */
export function StartView({ isEmpty }: { isEmpty: boolean }) {
  const room = useRoom()
  const deeds = useDeeds()
  const { title, body } = words(room)
  const doors: Door[] = []
  if (isEmpty && room.kind !== 'direct') {
    doors.push({ icon: UserPlus, title: t('empty.invite'), hint: t('empty.inviteHint'), onOpen: deeds.invite })
    if (room.role !== 'member' && room.topic === '') {
      doors.push({ icon: Pencil, title: t('empty.topic'), hint: t('empty.topicHint'), onOpen: deeds.edit })
    }
  }
  return (
    <div className={styles['start']}>
      <EmptyState icon={roomSign(room)} title={title} body={body} doors={doors} />
    </div>
  )
}
