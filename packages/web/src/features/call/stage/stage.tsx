import type { Running } from '@parley/client/calls'
import { ChevronDown } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useCell } from '../../../design/cell.ts'
import { IconButton } from '../../../design/icon-button.tsx'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { AskedBanner } from '../../verification/asked-banner.tsx'
import { useDesk } from '../desk/desk-context.ts'
import { usePeer } from '../desk/use-peer.ts'
import { LockedMark } from '../people/locked-mark.tsx'
import { SpotlightNews } from '../people/spotlight-news.tsx'
import { SignNews } from '../reactions/sign-news.tsx'
import { ScreenNote } from '../share/screen-note.tsx'
import { SharingBar } from '../share/sharing-bar.tsx'
import { BusyNote } from '../sparing/busy-note.tsx'
import { TroubleNote } from '../trouble/trouble-note.tsx'
import { CallTrust } from '../trust/call-trust.tsx'
import { CallTimer } from './call-timer.tsx'
import { Comings } from './comings.tsx'
import { Controls } from './controls.tsx'
import { Ground } from './ground.tsx'
import styles from './stage.module.css'
import { useStageKeys } from './use-stage-keys.ts'

/** A call over the whole page: of two, or of more. */
export function Stage({ state }: { state: Running }) {
  const desk = useDesk()
  const peer = usePeer(state.room)
  const quality = useReadable(desk.call.quality)
  const isChatOpen = useCell(desk.isChatOpen)
  const element = useRef<HTMLElement>(null)
  useEffect(() => element.current?.focus(), [])
  useStageKeys()
  return (
    <section
      ref={element}
      className={styles['stage']}
      aria-label={t('call.labelWith', { name: peer.name })}
      tabIndex={-1}
      data-call={state.kind}
      data-chat={isChatOpen || undefined}
    >
      <header className={styles['top']}>
        <IconButton icon={ChevronDown} label={t('call.smallWindow')} onClick={() => desk.isSmall.set(true)} />
        <h1 className={styles['title']}>
          <bdi>{peer.name}</bdi>
        </h1>
        <CallTrust state={state} peer={peer} />
        {peer.isRoom && <LockedMark state={state} />}
        <CallTimer state={state} className={styles['timer']} />
      </header>
      <SharingBar />
      <div className={styles['ground']}>
        <Ground state={state} peer={peer} />
        <div className={styles['notes']}>
          {quality?.grade === 'weak' && state.kind === 'live' && (
            <p className={styles['weak']} role="status">
              {t('call.ownWeak')}
            </p>
          )}
          {peer.isRoom && <SpotlightNews className={styles['weak']} />}
          <TroubleNote />
          <BusyNote />
          <ScreenNote />
          <AskedBanner />
        </div>
      </div>
      {peer.isRoom && <Comings />}
      <SignNews />
      <Controls state={state} />
    </section>
  )
}
