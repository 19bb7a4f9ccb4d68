import { MicOff } from 'lucide-react'
import { useCell } from '../../../design/cell.ts'
import { Icon } from '../../../design/icon.tsx'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { choices, choose } from '../desk/choices.ts'
import { useDesk } from '../desk/desk-context.ts'
import { useMyself } from '../desk/use-myself.ts'
import { useFloat } from '../float/use-float.ts'
import { HandMark } from '../hands/hand-mark.tsx'
import { Signs } from '../reactions/signs.tsx'
import { Video } from '../video/video.tsx'
import styles from './self-view.module.css'

/** The own picture as a mirror: it can be put into each corner, and hidden. */
export function SelfView() {
  const { local } = useDesk()
  const { device } = useMyself()
  const { camera } = useReadable(local.sent)
  const muted = useReadable(local.muted)
  const { selfCorner, hidesSelf } = useCell(choices)
  const float = useFloat(selfCorner, (corner) => choose({ selfCorner: corner }))
  if (!camera || hidesSelf) return null
  return (
    <section
      className={styles['self']}
      data-corner={selfCorner}
      aria-label={t('call.float', { name: t('call.selfPicture') })}
      {...float}
    >
      <Video track={camera} mirrored label={t('call.selfPicture')} />
      <span className={styles['hand']}>
        <HandMark device={device} />
      </span>
      <span className={styles['chip']}>
        {muted && <Icon of={MicOff} size="xs" />}
        {t('call.you')}
      </span>
      <Signs device={device} />
    </section>
  )
}
