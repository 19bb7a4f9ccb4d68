import { Hand } from 'lucide-react'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { useDesk } from '../desk/desk-context.ts'
import { Control } from '../stage/control.tsx'

/** Says that one wants to speak, and takes it back. */
export function HandControl() {
  const desk = useDesk()
  const isUp = useReadable(desk.call.hand) !== null
  return (
    <Control
      icon={Hand}
      label={t(isUp ? 'call.lowerHand' : 'call.raiseHand')}
      keys="H"
      isOn={isUp}
      onClick={() => desk.toggleHand()}
    />
  )
}
