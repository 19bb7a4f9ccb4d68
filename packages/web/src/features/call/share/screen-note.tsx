import { useReadable } from '../../../engine/use-readable.ts'
import { useDesk } from '../desk/desk-context.ts'
import { StageNote } from '../trouble/stage-note.tsx'
import { screenWords } from './screen-words.ts'

/** A line over the stage: why the screen is not shared, and what to do. */
export function ScreenNote() {
  const { screen } = useDesk().local
  const state = useReadable(screen.state)
  if (state.kind !== 'failed') return null
  const { title, body } = screenWords(state.why)
  return (
    <StageNote title={title} onClose={() => screen.close()}>
      {body}
    </StageNote>
  )
}
