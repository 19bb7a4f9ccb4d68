import type { ScreenFocus } from '@parley/client/calls'
import { MonitorUp, Square } from 'lucide-react'
import { Button } from '../../../design/button.tsx'
import { Icon } from '../../../design/icon.tsx'
import { SegmentedControl } from '../../../design/segmented-control.tsx'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { useDesk } from '../desk/desk-context.ts'
import styles from './sharing-bar.module.css'

/** Instead of a mirror of mirrors: that others see this screen, what is to be seen well of it, and the way to stop. */
export function SharingBar() {
  const { screen } = useDesk().local
  const state = useReadable(screen.state)
  const focus = useReadable(screen.focus)
  const isOn = state.kind === 'on'
  return (
    <div className={isOn ? styles['bar'] : undefined}>
      <p className={styles['words']} role="status">
        {isOn && <Icon of={MonitorUp} size="md" className={styles['sign']} />}
        {isOn && t(state.sound === null ? 'call.sharing' : 'call.sharingSound')}
      </p>
      {isOn && (
        <>
          <SegmentedControl<ScreenFocus>
            label={t('call.screenFocus')}
            value={focus}
            onChange={(next) => screen.setFocus(next)}
            options={[
              { value: 'text', label: t('call.screenText') },
              { value: 'motion', label: t('call.screenMotion') },
            ]}
          />
          <Button variant="danger" size="sm" icon={Square} onClick={() => screen.close()}>
            {t('call.stop')}
          </Button>
        </>
      )}
    </div>
  )
}
