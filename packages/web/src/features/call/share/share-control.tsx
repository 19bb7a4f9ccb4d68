import { MonitorUp } from 'lucide-react'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { useDesk } from '../desk/desk-context.ts'
import { Control } from '../stage/control.tsx'
import { canShare } from './can-share.ts'

/** Shares the screen, and stops that; nothing in a browser that cannot. */
export function ShareControl() {
  const desk = useDesk()
  const isOn = useReadable(desk.local.screen.state).kind === 'on'
  if (!canShare()) return null
  return (
    <Control
      icon={MonitorUp}
      label={t(isOn ? 'call.stopSharing' : 'call.share')}
      keys="S"
      isOn={isOn}
      onClick={() => desk.toggleScreen()}
    />
  )
}
