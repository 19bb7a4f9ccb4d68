import { Note } from '../../design/note.tsx'
import { trustKinds } from '../../design/trust-kinds.ts'
import { t } from '../../texts/text.ts'
import { useRoom } from './room-context.ts'

/** Who can read the open room, in sentences. */
export function WhoReads() {
  const { icon, words, hint } = trustKinds[useRoom().sealing]
  return (
    <Note icon={icon} title={t(words)}>
      <p>{t(hint)}</p>
    </Note>
  )
}
