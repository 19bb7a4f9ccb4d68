import type { Running } from '@parley/client/calls'
import { Ellipsis, PhoneOff } from 'lucide-react'
import { Menu } from '../../../design/menu.tsx'
import { t } from '../../../texts/text.ts'
import { useIsPhone } from '../../shell/use-is-phone.ts'
import { ChatControl } from '../chat/chat-control.tsx'
import { useDesk } from '../desk/desk-context.ts'
import { HandControl } from '../hands/hand-control.tsx'
import { useToolbar } from '../keys/use-toolbar.ts'
import { PeopleControl } from '../people/people-control.tsx'
import { ReactionControl } from '../reactions/reaction-control.tsx'
import { ShareControl } from '../share/share-control.tsx'
import { ConnectionPanel } from './connection-panel.tsx'
import { Control } from './control.tsx'
import styles from './controls.module.css'
import { CameraControl, MicrophoneControl } from './device-controls.tsx'
import { useMore } from './use-more.ts'
import { useMutedTip } from './use-muted-tip.ts'

/**
 * The buttons of a call, in one order on all sizes: microphone, camera, share, hand, reactions, more, leave. Where there
 * is little room, sharing and the hand stand in the menu.
 */
export function Controls({ state }: { state: Running }) {
  const desk = useDesk()
  const isNarrow = useIsPhone()
  const isIn = state.kind !== 'ringing'
  const entries = useMore(isNarrow, isIn)
  const toolbar = useToolbar()
  const isTalking = useMutedTip()
  const leave = t(isIn ? 'call.leave' : 'ring.cancel')
  return (
    <footer className={styles['bar']}>
      <div className={styles['line']}>{state.kind === 'live' && <ConnectionPanel />}</div>
      <div className={styles['controls']} role="toolbar" aria-label={t('call.controls')} {...toolbar}>
        <span className={styles['anchor']}>
          <MicrophoneControl isPlain={isNarrow} />
          {isTalking && (
            <span className={styles['tip']} role="status">
              {t('call.mutedTip', { key: 'M' })}
            </span>
          )}
        </span>
        <CameraControl isPlain={isNarrow} />
        {isIn && !isNarrow && <ShareControl />}
        {isIn && !isNarrow && <HandControl />}
        {isIn && <ReactionControl />}
        <Menu label={t('call.more')} side="top" entries={entries}>
          {(opener) => <Control icon={Ellipsis} label={t('call.more')} opener={opener} />}
        </Menu>
        <Control icon={PhoneOff} label={leave} words={leave} keys="Ctrl+Shift+L" isLeave onClick={() => desk.leave()} />
      </div>
      <div className={styles['ends']}>
        <PeopleControl state={state} />
        <ChatControl state={state} />
      </div>
    </footer>
  )
}
