import type { Running } from '@parley/client/calls'
import { Ellipsis, Maximize, Minimize2, PhoneOff } from 'lucide-react'
import { useCell } from '../../../design/cell.ts'
import { Icon } from '../../../design/icon.tsx'
import { Menu } from '../../../design/menu.tsx'
import type { MenuEntry } from '../../../design/menu-entry.ts'
import { tip } from '../../../design/tip.ts'
import { t } from '../../../texts/text.ts'
import { choices, choose } from '../desk/choices.ts'
import { useDesk } from '../desk/desk-context.ts'
import { PeopleControl } from '../people/people-control.tsx'
import { ConnectionPanel } from './connection-panel.tsx'
import { Control } from './control.tsx'
import styles from './controls.module.css'
import { CameraControl, MicrophoneControl } from './device-controls.tsx'
import { useMutedTip } from './use-muted-tip.ts'

function useMore(): readonly MenuEntry[] {
  const desk = useDesk()
  const { hidesSelf, saver } = useCell(choices)
  const full = (): void => {
    const change = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()
    change.catch(() => undefined)
  }
  return [
    {
      kind: 'check',
      label: t('call.hideSelf'),
      checked: hidesSelf,
      onChange: (checked) => choose({ hidesSelf: checked }),
    },
    { kind: 'check', label: t('preJoin.saver'), checked: saver, onChange: (checked) => choose({ saver: checked }) },
    'line',
    { label: t('call.smallWindow'), icon: Minimize2, onSelect: () => desk.isSmall.set(true) },
    { label: t('call.fullScreen'), icon: Maximize, onSelect: full },
  ]
}

/** The buttons of a call, in one order on all sizes: microphone, camera, more, leave. */
export function Controls({ state }: { state: Running }) {
  const desk = useDesk()
  const entries = useMore()
  const isTalking = useMutedTip()
  const leave = t(state.kind === 'ringing' ? 'ring.cancel' : 'call.leave')
  return (
    <footer className={styles['bar']}>
      <div className={styles['line']}>{state.kind === 'live' && <ConnectionPanel />}</div>
      <div className={styles['controls']} role="toolbar" aria-label={t('call.controls')}>
        <span className={styles['anchor']}>
          <MicrophoneControl />
          {isTalking && (
            <span className={styles['tip']} role="status">
              {t('call.mutedTip', { key: 'M' })}
            </span>
          )}
        </span>
        <CameraControl />
        <Menu label={t('call.more')} side="top" entries={entries}>
          {(opener) => (
            <button
              type="button"
              className={styles['more']}
              {...opener}
              {...tip(t('call.more'))}
              aria-label={t('call.more')}
            >
              <Icon of={Ellipsis} size="lg" />
            </button>
          )}
        </Menu>
        <Control icon={PhoneOff} label={leave} words={leave} keys="Ctrl+Shift+L" isLeave onClick={() => desk.leave()} />
      </div>
      <PeopleControl state={state} />
    </footer>
  )
}
