import type { Running } from '@parley/client/calls'
import { ChevronDown } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { IconButton } from '../../../design/icon-button.tsx'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { AskedBanner } from '../../verification/asked-banner.tsx'
import { useDesk } from '../desk/desk-context.ts'
import { usePeer } from '../desk/use-peer.ts'
import { LockedMark } from '../people/locked-mark.tsx'
import { TroubleNote } from '../trouble/trouble-note.tsx'
import { CallTrust } from '../trust/call-trust.tsx'
import { CallTimer } from './call-timer.tsx'
import { Comings } from './comings.tsx'
import { Controls } from './controls.tsx'
import { Grid } from './grid.tsx'
import { RemoteView } from './remote-view.tsx'
import { SelfView } from './self-view.tsx'
import styles from './stage.module.css'

/** A call over the whole page: of two, or of more. */
export function Stage({ state }: { state: Running }) {
  const desk = useDesk()
  const peer = usePeer(state.room)
  const others = useReadable(desk.call.others)
  const quality = useReadable(desk.call.quality)
  const element = useRef<HTMLElement>(null)
  useEffect(() => element.current?.focus(), [])
  return (
    <section
      ref={element}
      className={styles['stage']}
      aria-label={t('call.labelWith', { name: peer.name })}
      tabIndex={-1}
      data-call={state.kind}
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
      <div className={styles['ground']}>
        {peer.isRoom && others.length > 0 ? <Grid others={others} /> : <RemoteView state={state} peer={peer} />}
        <SelfView />
        <div className={styles['notes']}>
          {quality?.grade === 'weak' && state.kind === 'live' && (
            <p className={styles['weak']} role="status">
              {t('call.ownWeak')}
            </p>
          )}
          <TroubleNote />
          <AskedBanner />
        </div>
      </div>
      {peer.isRoom && <Comings />}
      <Controls state={state} />
    </section>
  )
}
