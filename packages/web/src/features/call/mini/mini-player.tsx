import type { Running } from '@parley/client/calls'
import { Maximize2, PhoneOff } from 'lucide-react'
import { useCell } from '../../../design/cell.ts'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { choices, choose } from '../desk/choices.ts'
import { useDesk } from '../desk/desk-context.ts'
import { usePeer } from '../desk/use-peer.ts'
import { useFloat } from '../float/use-float.ts'
import { CallTimer } from '../stage/call-timer.tsx'
import { Control } from '../stage/control.tsx'
import { CameraControl, MicrophoneControl } from '../stage/device-controls.tsx'
import { OtherTile } from '../stage/other-tile.tsx'
import { RemoteView } from '../stage/remote-view.tsx'
import { Video } from '../video/video.tsx'
import styles from './mini-player.module.css'

/** The call as a small window over the rooms. */
export function MiniPlayer({ state }: { state: Running }) {
  const desk = useDesk()
  const peer = usePeer(state.room)
  const [first] = useReadable(desk.call.others)
  const { camera } = useReadable(desk.local.sent)
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
        {peer.isRoom && first ? <OtherTile other={first} isSmall /> : <RemoteView state={state} peer={peer} isSmall />}
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
        <span className={styles['gap']} />
        <Control icon={Maximize2} label={t('call.backToCall')} onClick={back} />
        <Control icon={PhoneOff} label={t('call.leave')} keys="Ctrl+Shift+L" isLeave onClick={() => desk.leave()} />
      </div>
    </section>
  )
}
