import { presenceMembers } from '@parley/protocol'
import { UserPlus, X } from 'lucide-react'
import { useEffect } from 'react'
import { IconButton } from '../../design/icon-button.tsx'
import { Skeleton } from '../../design/skeleton.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { formatNumber } from '../../texts/format.ts'
import { t } from '../../texts/text.ts'
import { useDeeds } from '../conversation/deeds-context.ts'
import { useRoom } from '../conversation/room-context.ts'
import { WhoReads } from '../conversation/who-reads.tsx'
import { Crowd } from './crowd.tsx'
import { MembersList } from './members-list.tsx'
import styles from './members-panel.module.css'

/** The people of a room; counts instead of a list above 500. */
export function MembersPanel({ onClose }: { onClose: () => void }) {
  const room = useRoom()
  const { invite } = useDeeds()
  const state = useReadable(room.handle.members)
  const isCrowd = room.members > presenceMembers
  const { handle } = room

  useEffect(() => {
    if (state.kind === 'known' && state.more && !isCrowd) handle.loadMoreMembers()
  }, [state, isCrowd, handle])

  return (
    <aside className={styles['panel']} aria-label={t('members.title')}>
      <header className={styles['head']}>
        <h2 className={styles['title']}>{t('members.title')}</h2>
        <span className={styles['count']} data-count>
          {formatNumber(room.members)}
        </span>
        <span className={styles['deeds']}>
          {room.kind !== 'direct' && <IconButton icon={UserPlus} label={t('members.invite')} onClick={invite} />}
          <IconButton icon={X} label={t('common.closeNamed', { name: t('members.title') })} onClick={onClose} />
        </span>
      </header>
      <div className={styles['trust']}>
        <WhoReads />
      </div>
      {state.kind !== 'known' && (
        <div className={styles['outline']} aria-busy>
          {['60%', '45%', '70%', '52%'].map((width) => (
            <div key={width} className={styles['outlineRow']}>
              <Skeleton kind="avatar" />
              <Skeleton width={width} />
            </div>
          ))}
        </div>
      )}
      {state.kind === 'known' &&
        (isCrowd ? <Crowd members={state.members} /> : <MembersList members={state.members} />)}
    </aside>
  )
}
