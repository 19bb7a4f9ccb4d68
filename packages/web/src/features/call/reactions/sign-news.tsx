import { Unseen } from '../../../design/unseen.tsx'
import { useBurstWords } from './use-burst-words.ts'

/** What a screen reader hears of the signs that others show. */
export function SignNews() {
  return (
    <div role="status">
      <Unseen>{useBurstWords()}</Unseen>
    </div>
  )
}
