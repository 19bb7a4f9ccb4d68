import type { Quality } from '@parley/client/calls'
import { Popover } from '../../../design/popover.tsx'
import { useClient } from '../../../engine/client-context.ts'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { usePart } from '../../conversation/use-part.ts'
import { useDesk } from '../desk/desk-context.ts'
import styles from './connection-panel.module.css'
import { LineBars } from './line-bars.tsx'
import { pathReasons } from './path-reasons.ts'

const pathWords = { direct: 'call.pathDirect', relay: 'call.pathRelay', sfu: 'call.pathSfu' } as const

/** The numbers behind a line, as label and value. */
function qualityRows(quality: Quality): readonly (readonly [string, string])[] {
  const { path, roundTrip, loss, jitter, received, sent, width, height, framesPerSecond } = quality
  const protocol = path?.protocol.toUpperCase() ?? ''
  const picture = t('call.pictureSize', { size: `${width} × ${height}`, frames: Math.round(framesPerSecond) })
  return [
    [t('call.pathRow'), t(path ? pathWords[path.kind] : 'call.pathDirect', { protocol })],
    [t('call.roundTripRow'), roundTrip === null ? '–' : t('call.milliseconds', { value: Math.round(roundTrip) })],
    [t('call.lossRow'), t('call.percent', { value: Math.round(loss * 10) / 10 })],
    [t('call.jitterRow'), t('call.milliseconds', { value: Math.round(jitter) })],
    [t('call.receivedRow'), t('call.kilobits', { value: Math.round(received) })],
    [t('call.sentRow'), t('call.kilobits', { value: Math.round(sent) })],
    [t('call.pictureRow'), width === 0 ? t('call.noPictureRow') : picture],
  ]
}

/** Why the path is not the best one, where it is not. */
function Reasons({ path }: { path: Quality['path'] }) {
  const { call } = useDesk()
  const { calls } = useClient()
  const state = useReadable(call.state)
  const id = 'call' in state ? state.call : null
  const isRerouted = usePart(calls, (all) => all.some((one) => one.id === id && one.isRerouted === true))
  return pathReasons({ path, isRelayOnly: call.isRelayOnly, isRerouted }).map((key) => (
    <p key={key} className={styles['reason']}>
      {t(key)}
    </p>
  ))
}

function Numbers() {
  const { call, guard } = useDesk()
  const quality = useReadable(call.quality)
  const sparing = useReadable(guard.sparing)
  return (
    <div className={styles['panel']}>
      <h2 className={styles['title']}>{t('call.detailsTitle')}</h2>
      {quality === null ? (
        <p>{t('call.measuring')}</p>
      ) : (
        <dl className={styles['rows']}>
          {qualityRows(quality).map(([name, value]) => (
            <div key={name} className={styles['row']}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {quality !== null && <Reasons path={quality.path} />}
      {sparing !== 'nothing' && <p className={styles['reason']}>{t('call.whySmall')}</p>}
    </div>
  )
}

/** Which way the media takes, in a few words; the numbers on request. */
export function ConnectionPanel() {
  const quality = useReadable(useDesk().call.quality)
  if (quality === null) return null
  const milliseconds = Math.round(quality.roundTrip ?? 0)
  const isDirect = (quality.path?.kind ?? 'direct') === 'direct'
  const way = t(isDirect ? 'call.direct' : 'call.relayed', { milliseconds })
  const words = quality.grade === 'good' ? way : `${t(`call.${quality.grade}`)}, ${way}`
  return (
    <Popover label={t('call.detailsTitle')} side="top" align="start" content={() => <Numbers />}>
      {(opener) => (
        <button type="button" className={styles['opener']} {...opener}>
          <LineBars grade={quality.grade} />
          {words}
        </button>
      )}
    </Popover>
  )
}
