import { useState } from 'react'
import { Button } from '../../../design/button.tsx'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { useDesk } from '../desk/desk-context.ts'
import { useArrangement } from '../layout/use-arrangement.ts'
import { StageNote } from '../trouble/stage-note.tsx'

/** Says why most pictures do not show, and gives them back. */
export function BusyNote() {
  const { guard } = useDesk()
  const sparing = useReadable(guard.sparing)
  const { kind } = useArrangement()
  const [isClosed, close] = useState(false)
  // Of two nobody's picture is put aside.
  if (sparing !== 'most-pictures' || kind === 'two' || isClosed) return null
  const all = (
    <Button size="sm" onClick={() => guard.rest()}>
      {t('call.busyShowAll')}
    </Button>
  )
  return (
    <StageNote title={t('call.busyTitle')} action={all} onClose={() => close(true)}>
      {t('call.busyBody')}
    </StageNote>
  )
}
