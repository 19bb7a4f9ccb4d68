import { Mic, Phone, Video } from 'lucide-react'
import { Button } from '../../../design/button.tsx'
import { TrustBadge } from '../../../design/trust-badge.tsx'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { useDesk } from '../desk/desk-context.ts'
import { usePeer } from '../desk/use-peer.ts'
import { BlockedHelp } from '../trouble/help.tsx'
import { stillWorks, troubleWords } from '../trouble/trouble.ts'
import { joinAs } from './join-as.ts'
import { Pickers } from './pickers.tsx'
import styles from './pre-join.module.css'
import { Preview } from './preview.tsx'
import { usePreJoinKeys } from './use-pre-join-keys.ts'

interface Props {
  room: string
  media: 'audio' | 'video'
}

/**
 * Getting ready: how one looks and sounds, before anything rings. Join can be pressed at once; it stays the same button
 * when the camera comes or goes, so that it keeps the focus.
 */
export function PreJoin({ room, media }: Props) {
  const desk = useDesk()
  const peer = usePeer(room)
  const microphone = useReadable(desk.local.microphone.state)
  const camera = useReadable(desk.local.camera.state)
  const trouble = troubleWords(microphone, camera)
  const isListening = stillWorks(microphone) === 'listening'
  const joinButton = usePreJoinKeys()
  const begins = joinAs(media, camera)
  const isVideo = begins === 'video'
  const lone = isListening ? t('preJoin.listenOnly') : t('preJoin.audioOnly')
  return (
    <section className={styles['page']} aria-label={t('preJoin.title')}>
      <div className={styles['columns']}>
        <Preview trouble={trouble} />
        <div className={styles['side']}>
          <div>
            <h1 className={styles['title']}>
              <bdi>{peer.name}</bdi>
            </h1>
            <p className={styles['about']}>
              {peer.isOffline ? t('ring.offline', { name: peer.name }) : t('preJoin.title')}
            </p>
          </div>
          {trouble?.isBlocked ? (
            <BlockedHelp source={camera.kind === 'failed' ? 'camera' : 'microphone'} />
          ) : (
            <Pickers />
          )}
          <div className={styles['deeds']}>
            <Button
              ref={joinButton}
              variant="join"
              size="lg"
              icon={isVideo ? Video : Phone}
              className={isVideo ? styles['join'] : undefined}
              onClick={() => desk.start(room, begins)}
            >
              {isVideo || !trouble ? t('preJoin.join') : lone}
            </Button>
            {isVideo && (
              <Button variant="neutral" size="lg" icon={Mic} onClick={() => desk.start(room, 'audio')}>
                {lone}
              </Button>
            )}
            <Button variant="ghost" size="lg" onClick={() => desk.call.dismiss()}>
              {t('common.cancel')}
            </Button>
          </div>
          <p className={styles['trust']}>
            <TrustBadge kind="call" />
          </p>
        </div>
      </div>
    </section>
  )
}
