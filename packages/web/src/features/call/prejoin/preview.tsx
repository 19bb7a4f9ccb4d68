import type { Source } from '@parley/client/calls'
import { CameraOff, Mic, MicOff, Video as VideoIcon, VideoOff } from 'lucide-react'
import { useCallback } from 'react'
import { Avatar } from '../../../design/avatar.tsx'
import { Button } from '../../../design/button.tsx'
import { Icon } from '../../../design/icon.tsx'
import { Meter } from '../../../design/meter.tsx'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { choose } from '../desk/choices.ts'
import { useDesk } from '../desk/desk-context.ts'
import { Control } from '../stage/control.tsx'
import type { TroubleWords } from '../trouble/trouble.ts'
import { Video } from '../video/video.tsx'
import styles from './preview.module.css'

function Nothing({ trouble }: { trouble: TroubleWords | null }) {
  const { client, local } = useDesk()
  const session = useReadable(client.session)
  if (trouble) {
    const isFailed = (source: Source): boolean => local[source].state.get().kind === 'failed'
    const again = (): void => void local.open((['microphone', 'camera'] as const).filter(isFailed))
    return (
      <div className={styles['trouble']} role="status">
        <span className={styles['mark']}>
          <Icon of={CameraOff} size="xl" />
        </span>
        <h2 className={styles['title']}>{trouble.title}</h2>
        <p className={styles['body']}>{trouble.body}</p>
        <Button size="sm" onClick={again}>
          {t('device.tryAgain')}
        </Button>
      </div>
    )
  }
  return (
    <div className={styles['off']}>
      {session.kind === 'signed-in' && <Avatar id={session.user} name={session.me.name} size="2xl" />}
      <p>{t('preJoin.cameraOff')}</p>
    </div>
  )
}

/** How others will see and hear me. */
export function Preview({ trouble }: { trouble: TroubleWords | null }) {
  const desk = useDesk()
  const { camera } = useReadable(desk.local.sent)
  const microphone = useReadable(desk.local.microphone.state)
  const picture = useReadable(desk.local.camera.state)
  const muted = useReadable(desk.local.muted)
  const follow = useCallback((onLevel: (level: number) => void) => desk.local.followLevel(onLevel), [desk])
  const isSilent = muted || microphone.kind === 'failed'
  const isDark = picture.kind === 'off' || picture.kind === 'failed'
  return (
    <div className={styles['preview']}>
      {camera ? <Video track={camera} mirrored label={t('preJoin.preview')} /> : <Nothing trouble={trouble} />}
      <div className={styles['controls']}>
        <Control
          icon={isSilent ? MicOff : Mic}
          label={t(isSilent ? 'call.unmute' : 'call.mute')}
          keys="M"
          isOff={isSilent}
          onClick={() => {
            desk.toggleMicrophone()
            choose({ isMuted: desk.local.muted.get() })
          }}
        />
        <Control
          icon={isDark ? VideoOff : VideoIcon}
          label={t(isDark ? 'call.cameraOn' : 'call.cameraOff')}
          keys="V"
          isOff={isDark}
          onClick={() => {
            desk.toggleCamera()
            choose({ hasCamera: isDark })
          }}
        />
      </div>
      {microphone.kind === 'on' && (
        <span className={styles['level']}>
          <Meter label={t('preJoin.level')} follow={follow} />
        </span>
      )}
    </div>
  )
}
