import type { Running } from '@parley/client/calls'
import { Maximize2, PhoneOff } from 'lucide-react'
import { useCell } from '../../../design/cell.ts'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { choices, choose } from '../desk/choices.ts'
import { useDesk } from '../desk/desk-context.ts'
import { usePeer } from '../desk/use-peer.ts'
import { useFloat } from '../float/use-float.ts'
import { useArrangement } from '../layout/use-arrangement.ts'
import { ShareControl } from '../share/share-control.tsx'
import { CallTimer } from '../stage/call-timer.tsx'
import { Control } from '../stage/control.tsx'
import { CameraControl, MicrophoneControl } from '../stage/device-controls.tsx'
import { SpotTile } from '../stage/spot-tile.tsx'
import { Waiting } from '../stage/waiting.tsx'
import { Video } from '../video/video.tsx'
import styles from './mini-player.module.css'

/** The call as a small window over the rooms. */
export function MiniPlayer({ state }: { state: Running }) {
  const desk = useDesk()
  const peer = usePeer(state.room)
  const { foremost } = useArrangement()
  const { camera, screen } = useReadable(desk.local.sent)
  const { miniCorner, hidesSelf } = useCell(choices)
  const float = useFloat(miniCorner, (corner) => choose({ miniCorner: corner }))
  const back = (): void => desk.isSmall.set(false)
  return (
    <section
      className={styles['mini']}
      data-corner={miniCorner}
      data-call={state.kind}
      aria-label={t('call.float', { name: t('call.smallCall', { name: peer.name }) })}
      onDoubleClick={back}
      {...float}
    >
      <div className={styles['picture']}>
        {foremost ? (
          <SpotTile state={state} peer={peer} spot={foremost} place="mini" />
        ) : (
          <Waiting state={state} peer={peer} place="mini" />
        )}
        <CallTimer state={state} className={styles['timer']} />
        {camera && !hidesSelf && (
          <div className={styles['self']}>
            <Video track={camera} mirrored label={t('call.selfPicture')} />
          </div>
        )}
      </div>
      <div className={styles['controls']} role="toolbar" aria-label={t('call.controls')}>
        <MicrophoneControl isPlain />
        <CameraControl isPlain />
        {screen && <ShareControl />}
        <span className={styles['gap']} />
        <Control icon={Maximize2} label={t('call.backToCall')} onClick={back} />
        <Control icon={PhoneOff} label={t('call.leave')} keys="Ctrl+Shift+L" isLeave onClick={() => desk.leave()} />
      </div>
    </section>
  )
}
