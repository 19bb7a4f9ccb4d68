import type { RoomItem } from '@parley/client'
import { Avatar, GroupAvatar } from '../../design/avatar.tsx'
import { Icon } from '../../design/icon.tsx'
import { roomSign } from '../conversation/room-sign.ts'
import { usePresenceOf } from '../people/use-presence-of.ts'
import styles from './room-face.module.css'

/** What stands before the name of a room: its sign, or the people of a direct message. */
export function RoomFace({ room }: { room: RoomItem }) {
  const [first, second] = room.kind === 'direct' ? room.people : []
  const presence = usePresenceOf(second === undefined ? first?.id : undefined)
  return (
    <span className={styles['face']} data-kind={first === undefined ? 'sign' : 'people'}>
      {first === undefined && <Icon of={roomSign(room)} size="sm" />}
      {first !== undefined && second !== undefined && <GroupAvatar people={[first, second]} size="sm" />}
      {first !== undefined && second === undefined && (
        <Avatar {...first} size="sm" presence={presence} bot={first.kind === 'bot'} />
      )}
    </span>
  )
}
