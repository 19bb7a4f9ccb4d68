import { isRunning } from '@parley/client/calls'
import type { CallInfo } from '@parley/protocol'
import { Mic, Phone, PhoneOff, Video } from 'lucide-react'
import { useMemo } from 'react'
import { Avatar } from '../../../design/avatar.tsx'
import breathing from '../../../design/breathing.module.css'
import { Button } from '../../../design/button.tsx'
import { classes } from '../../../design/classes.ts'
import { shortcutLabel } from '../../../design/shortcut.ts'
import { TrustBadge } from '../../../design/trust-badge.tsx'
import { Unseen } from '../../../design/unseen.tsx'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { useDesk } from '../desk/desk-context.ts'
import { usePeer } from '../desk/use-peer.ts'
import { useCallKeys } from '../keys/use-call-keys.ts'
import styles from './ring-card.module.css'
import { useAnswerFocus } from './use-answer-focus.ts'
import { useRingSound } from './use-ring-sound.ts'

const answerKeys = 'Ctrl+Shift+A'
const declineKeys = 'Ctrl+Shift+D'

/** Somebody calls: over everything, and never in the way of typing. */
export function RingCard({ call }: { call: CallInfo }) {
  const desk = useDesk()
  const peer = usePeer(call.room)
  const isSecond = isRunning(useReadable(desk.call.state))
  const answerButton = useAnswerFocus()
  useRingSound(isSecond)
  const isVideo = call.media === 'video'
  const deeds = useMemo(() => {
    const answer = (media: CallInfo['media']) => () => desk.answer(call, media)
    return { answer: answer(call.media), answerAudio: answer('audio'), decline: () => desk.decline(call) }
  }, [call, desk])
  useCallKeys(deeds)
  const label = t(isVideo ? 'ring.incomingVideo' : 'ring.incomingAudio', { name: peer.name })
  return (
    <div className={styles['card']} role="alertdialog" aria-label={label} data-second={isSecond || undefined}>
      <div className={styles['who']}>
        <span className={classes(styles['halo'], breathing['halo'])}>
          <Avatar id={peer.id} name={peer.name} size="xl" />
        </span>
        <h2 className={styles['name']}>
          <bdi>{peer.name}</bdi>
        </h2>
        <p className={styles['kind']}>{t(isVideo ? 'ring.video' : 'ring.audio')}</p>
        <TrustBadge kind="call" />
      </div>
      <div className={styles['deeds']}>
        <Button variant="danger" size="lg" icon={PhoneOff} onClick={deeds.decline} className={styles['deed']}>
          {t('ring.decline')}
        </Button>
        <Button
          ref={answerButton}
          variant="join"
          size="lg"
          icon={isVideo ? Video : Phone}
          onClick={deeds.answer}
          className={styles['deed']}
        >
          {t(isSecond ? 'ring.leaveAndAnswer' : 'ring.answer')}
        </Button>
      </div>
      {isVideo && (
        <div className={styles['more']}>
          <Button variant="ghost" icon={Mic} onClick={deeds.answerAudio}>
            {t('ring.audioOnly')}
          </Button>
        </div>
      )}
      <div role="alert">
        <Unseen>
          {label} {t('ring.shortcut', { answer: shortcutLabel(answerKeys), decline: shortcutLabel(declineKeys) })}
        </Unseen>
      </div>
    </div>
  )
}
