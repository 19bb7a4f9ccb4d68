import { DeliveryTick } from '../../../design/delivery-tick.tsx'
import { Popover } from '../../../design/popover.tsx'
import { tip } from '../../../design/tip.ts'
import { useClient } from '../../../engine/client-context.ts'
import { useReadable } from '../../../engine/use-readable.ts'
import { formatList } from '../../../texts/format.ts'
import { t } from '../../../texts/text.ts'
import { nameOf } from '../use-person.ts'
import { useProgress } from './board-context.ts'
import styles from './own-tick.module.css'
import type { Progress } from './progress.ts'

const state = (progress: Progress) => progress.delivery.state

/** Who has a message, as sentences. */
function useWords(progress: Progress | undefined): readonly string[] {
  const people = useReadable(useClient().people)
  if (progress === undefined) return []
  const names = (ids: readonly string[]) => formatList(ids.map((id) => nameOf(people.get(id))))
  const only = progress.delivered.filter((id) => !progress.read.includes(id))
  return [
    ...(progress.read.length > 0 ? [t('delivery.readNames', { names: names(progress.read) })] : []),
    ...(only.length > 0 ? [t('delivery.deliveredNames', { names: names(only) })] : []),
    ...(state(progress) === 'sent' ? [t('delivery.sentHint')] : []),
  ]
}

/** How far an own message has come, at the last one of each state; hover, focus or tap says with whom. */
export function OwnTick({ of, focusable }: { of: string; focusable: boolean }) {
  const progress = useProgress(of)
  const words = useWords(progress)
  if (progress === undefined || state(progress) === 'failed') return null
  if (words.length === 0) {
    return (
      <span className={styles['tick']} data-tick={state(progress)}>
        <DeliveryTick delivery={progress.delivery} />
      </span>
    )
  }
  return (
    <Popover
      label={t('delivery.details')}
      side="top"
      content={() => words.map((sentence) => <p key={sentence}>{sentence}</p>)}
    >
      {(opener) => (
        <button
          {...opener}
          {...tip(words.join('\n'))}
          type="button"
          className={styles['tick']}
          tabIndex={focusable ? 0 : -1}
          data-tick={state(progress)}
        >
          <DeliveryTick delivery={progress.delivery} />
        </button>
      )}
    </Popover>
  )
}
