import type { Running } from '@parley/client/calls'
import {
  AudioLines,
  HeadphoneOff,
  Headphones,
  Maximize2,
  Mic,
  MicOff,
  MonitorUp,
  PhoneOff,
  Video,
  VideoOff,
} from 'lucide-react'
import { useCell } from '../../../design/cell.ts'
import { Icon } from '../../../design/icon.tsx'
import { IconButton } from '../../../design/icon-button.tsx'
import { Kbd } from '../../../design/kbd.tsx'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { useDesk } from '../desk/desk-context.ts'
import { usePeer } from '../desk/use-peer.ts'
import { canShare } from '../share/can-share.ts'
import { CallTimer } from '../stage/call-timer.tsx'
import { StillHere } from './still-here.tsx'
import styles from './voice-card.module.css'

/** How it is with the channel, in a few words. */
function Standing({ state }: { state: Running }) {
  const quality = useReadable(useDesk().call.quality)
  if (state.kind === 'alone') return t('call.alone')
  if (state.kind === 'reconnecting') return t('call.reconnecting')
  if (state.kind !== 'live') return t('ring.connecting')
  if (quality === null) return t('call.measuring')
  return t('voice.line', { grade: quality.grade, milliseconds: Math.round(quality.roundTrip ?? 0) })
}

function Deeds() {
  const desk = useDesk()
  const microphone = useReadable(desk.local.microphone.state)
  const camera = useReadable(desk.local.camera.state)
  const screen = useReadable(desk.local.screen.state)
  const muted = useReadable(desk.local.muted)
  const isDeaf = useCell(desk.isDeaf)
  const isSilent = muted || microphone.kind === 'failed' || microphone.kind === 'off'
  const hasCamera = camera.kind === 'on' || camera.kind === 'asking'
  const isSharing = screen.kind === 'on'
  return (
    <div className={styles['deeds']} role="toolbar" aria-label={t('call.controls')}>
      <IconButton
        icon={isSilent ? MicOff : Mic}
        label={t(isSilent ? 'call.unmute' : 'call.mute')}
        keys="M"
        data-off={isSilent || undefined}
        onClick={() => desk.toggleMicrophone()}
      />
      <IconButton
        icon={isDeaf ? HeadphoneOff : Headphones}
        label={t(isDeaf ? 'voice.hear' : 'voice.deafen')}
        data-off={isDeaf || undefined}
        onClick={() => desk.toggleDeaf()}
      />
      <IconButton
        icon={hasCamera ? Video : VideoOff}
        label={t(hasCamera ? 'call.cameraOff' : 'call.cameraOn')}
        keys="V"
        onClick={() => desk.toggleCamera()}
      />
      {canShare() && (
        <IconButton
          icon={MonitorUp}
          label={t(isSharing ? 'voice.unshare' : 'voice.share')}
          pressed={isSharing}
          onClick={() => desk.toggleScreen()}
        />
      )}
      <IconButton icon={Maximize2} label={t('call.backToCall')} onClick={() => desk.isSmall.set(false)} />
    </div>
  )
}

/** The voice channel that one is in, above oneself in the list of rooms. */
export function VoiceCard({ state }: { state: Running }) {
  const desk = useDesk()
  const { name } = usePeer(state.room)
  const muted = useReadable(desk.local.muted)
  const held = useReadable(desk.local.held)
  const microphone = useReadable(desk.local.microphone.state)
  return (
    <section
      className={styles['card']}
      aria-label={t('voice.card', { name })}
      data-call={state.kind}
      data-voice={state.room}
    >
      <header className={styles['head']}>
        <Icon of={AudioLines} size="md" className={styles['sign']} />
        <span className={styles['words']}>
          <bdi className={styles['name']}>{name}</bdi>
          <span className={styles['state']} role="status">
            <Standing state={state} />
          </span>
        </span>
        <CallTimer state={state} className={styles['timer']} />
        <IconButton
          icon={PhoneOff}
          className={styles['leave']}
          label={t('call.leave')}
          keys="Ctrl+Shift+L"
          onClick={() => desk.leave()}
        />
      </header>
      <Deeds />
      <StillHere />
      {muted && microphone.kind === 'on' && (
        <p className={styles['talk']} data-held={held || undefined}>
          <Icon of={held ? Mic : MicOff} size="xs" />
          {held ? t('voice.talking') : t('voice.hold')}
          {!held && <Kbd keys={t('voice.space')} />}
        </p>
      )}
    </section>
  )
}
