import type { Running } from '@parley/client/calls'
import { MicOff } from 'lucide-react'
import { useCallback } from 'react'
import { Avatar } from '../../../design/avatar.tsx'
import breathing from '../../../design/breathing.module.css'
import { classes } from '../../../design/classes.ts'
import { Icon } from '../../../design/icon.tsx'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { useDesk } from '../desk/desk-context.ts'
import type { Peer } from '../desk/use-peer.ts'
import { Video } from '../video/video.tsx'
import { NameChip } from './name-chip.tsx'
import styles from './remote-view.module.css'
import { stateWords } from './state-words.ts'

interface Props {
  state: Running
  peer: Peer
  /** In the small window. */
  isSmall?: boolean
}

/** The other: their picture, or who they are while there is none. */
export function RemoteView({ state, peer, isSmall = false }: Props) {
  const { call } = useDesk()
  const { camera, flags, microphone } = useReadable(call.remote)
  const onFirstFrame = useCallback(() => void performance.mark('parley-call-first-frame'), [])
  const isThere = state.kind === 'live' || state.kind === 'reconnecting'
  const track = camera && flags.video ? camera : null
  const words = stateWords(state, peer)
  const label = t('call.tile', {
    name: peer.name,
    microphone: flags.audio ? 'on' : 'off',
    camera: track ? 'on' : 'off',
  })
  return (
    <section className={styles['tile']} aria-label={label} data-small={isSmall || undefined}>
      {track ? <Video track={track} label={peer.name} onFirstFrame={onFirstFrame} /> : null}
      {!track && (
        <div className={styles['still']}>
          <span className={classes(styles['face'], state.kind === 'ringing' && breathing['halo'])}>
            <Avatar id={peer.id} name={peer.name} size={isSmall ? 'lg' : '2xl'} />
          </span>
          {!isSmall && (
            <p className={styles['name']}>
              <bdi>{peer.name}</bdi>
            </p>
          )}
          <p className={styles['words']} role="status">
            {words ?? (isThere ? t('call.noPicture', { name: peer.name }) : '')}
          </p>
        </div>
      )}
      {track && words !== null && (
        <p className={styles['over']} role="status">
          {words}
        </p>
      )}
      {isThere && <NameChip name={peer.name} track={flags.audio ? microphone : null} className={styles['chip']} />}
      {isThere && !flags.audio && (
        <span className={styles['silent']} title={t('call.mutedPeer', { name: peer.name })}>
          <Icon of={MicOff} size="xs" />
          {t('call.muted')}
        </span>
      )}
    </section>
  )
}
