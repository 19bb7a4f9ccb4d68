import type { Member } from '@parley/protocol'
import { useEffect, useState } from 'react'
import { useClient } from '../../engine/client-context.ts'
import { t } from '../../texts/text.ts'
import { useRoom } from '../conversation/room-context.ts'
import styles from './crowd.module.css'
import { MembersList } from './members-list.tsx'

const every = 15_000

/** How many are online in a room that is too large for a list. */
function useOnline(room: string): number | null {
  const client = useClient()
  const [online, setOnline] = useState<number | null>(null)
  useEffect(() => {
    const look = () => {
      client.call('presence.room', { room }).then(
        (found) => setOnline(found.online),
        () => undefined,
      )
    }
    look()
    const timer = setInterval(look, every)
    return () => clearInterval(timer)
  }, [client, room])
  return online
}

/** A room with more people than a list can show: numbers, and those who look after it. */
export function Crowd({ members }: { members: readonly Member[] }) {
  const room = useRoom()
  const online = useOnline(room.id)
  const staff = members.filter(({ role }) => role !== 'member')
  return (
    <>
      <div className={styles['numbers']}>
        {online !== null && <p>{t('members.onlineMany', { online })}</p>}
        <p>{t('members.tooMany', { total: room.members })}</p>
      </div>
      <MembersList members={staff} />
    </>
  )
}
