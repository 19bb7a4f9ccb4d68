import type { CallInfo, RoomRole } from '@parley/protocol'
import { type LucideIcon, Mic, MicOff, Spotlight, WifiOff } from 'lucide-react'
import { Avatar } from '../../../design/avatar.tsx'
import { Icon } from '../../../design/icon.tsx'
import { tip } from '../../../design/tip.ts'
import { Unseen } from '../../../design/unseen.tsx'
import { t } from '../../../texts/text.ts'
import { nameOf, usePerson } from '../../conversation/use-person.ts'
import { PersonDeeds } from './person-deeds.tsx'
import styles from './person-row.module.css'
import type { Present } from './present.ts'

interface Props {
  call: CallInfo
  person: Present
  /** What I am in the room. */
  mine: RoomRole
}

const signs: Readonly<Record<Present['voice'], LucideIcon>> = { on: Mic, off: MicOff, away: WifiOff }
const voiceWords = { on: 'call.microphoneOn', off: 'call.muted', away: 'call.reconnecting' } as const

/** One of the people of a call. */
export function PersonRow({ call, person, mine }: Props) {
  const { user, isMe, voice } = person
  const name = nameOf(usePerson(user))
  const words = t(voiceWords[voice])
  return (
    <li className={styles['row']} data-person={user}>
      <Avatar id={user} name={name} size="sm" />
      <span className={styles['who']}>
        <bdi className={styles['name']}>{name}</bdi>
        {isMe && <span className={styles['me']}>{t('call.you')}</span>}
      </span>
      {call.spotlight === user && (
        <span className={styles['lit']} {...tip(t('call.inSpotlight'))}>
          <Icon of={Spotlight} size="sm" />
          <Unseen>{t('call.inSpotlight')}</Unseen>
        </span>
      )}
      <span className={styles['voice']} data-voice={voice} {...tip(words)}>
        <Icon of={signs[voice]} size="sm" />
        <Unseen>{words}</Unseen>
      </span>
      {mine !== 'member' && <PersonDeeds call={call} person={person} name={name} mine={mine} />}
    </li>
  )
}
