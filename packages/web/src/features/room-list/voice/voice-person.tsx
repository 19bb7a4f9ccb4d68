import { MicOff, MonitorUp } from 'lucide-react'
import { Avatar } from '../../../design/avatar.tsx'
import { useCell } from '../../../design/cell.ts'
import { Icon } from '../../../design/icon.tsx'
import { Popover } from '../../../design/popover.tsx'
import { Unseen } from '../../../design/unseen.tsx'
import { t } from '../../../texts/text.ts'
import { type VoiceSign, voiceSigns } from '../../call/voice/voice-signs.ts'
import { setVolume, useVolume } from '../../call/voice/volumes.ts'
import { nameOf, usePerson } from '../../conversation/use-person.ts'
import styles from './voice-row.module.css'

function Volume({ user, name }: { user: string; name: string }) {
  const volume = useVolume(user)
  return (
    <label className={styles['volume']}>
      <span>{t('voice.volumeOf', { name })}</span>
      <input
        type="range"
        min={0}
        max={100}
        step={5}
        value={Math.round(volume * 100)}
        aria-valuetext={t('call.percent', { value: Math.round(volume * 100) })}
        onChange={(event) => setVolume(user, Number(event.target.value) / 100)}
      />
    </label>
  )
}

function Signs({ sign }: { sign: VoiceSign | undefined }) {
  return (
    <>
      {sign?.isSharing && (
        <>
          <Icon of={MonitorUp} size="xs" />
          <Unseen>{t('voice.sharing')}</Unseen>
        </>
      )}
      {sign?.isMuted && (
        <>
          <Icon of={MicOff} size="xs" />
          <Unseen>{t('call.muted')}</Unseen>
        </>
      )}
    </>
  )
}

/** Somebody in a voice channel. How loud they are is set by whoever hears them. */
export function VoicePerson({ room, user, isMe }: { room: string; user: string; isMe: boolean }) {
  const person = usePerson(user)
  const signs = useCell(voiceSigns)
  const isHere = signs?.room === room
  const name = isMe ? t('call.you') : nameOf(person)
  const words = (
    <>
      <span aria-hidden className={styles['face']}>
        <Avatar id={user} name={nameOf(person)} size="xs" />
      </span>
      <bdi className={styles['who']}>{name}</bdi>
      <span className={styles['signs']}>
        <Signs sign={isHere ? signs.of.get(user) : undefined} />
      </span>
    </>
  )
  if (!isHere || isMe) {
    return (
      <li className={styles['person']} data-user={user}>
        {words}
      </li>
    )
  }
  return (
    <li data-user={user}>
      <Popover label={t('voice.volumeOf', { name })} align="start" content={() => <Volume user={user} name={name} />}>
        {(opener) => (
          <button type="button" className={styles['person']} {...opener}>
            {words}
          </button>
        )}
      </Popover>
    </li>
  )
}
