import type { LucideIcon } from 'lucide-react'
import { Icon } from '../../../design/icon.tsx'
import { tip } from '../../../design/tip.ts'
import { formatMoment, formatTime } from '../../../texts/format.ts'
import { useTimes } from '../rows/use-today.ts'
import styles from './quiet-line.module.css'

interface Props {
  rowKey: string
  icon: LucideIcon
  words: string
  at: number
  missed?: boolean
  isStop: boolean
  onFocusRow: (key: string) => void
}

/** A line that nobody wrote: small, with a drawing where a face would be. */
export function QuietLine({ rowKey, icon, words, at, missed = false, isStop, onFocusRow }: Props) {
  useTimes()
  const time = formatTime(at)
  return (
    <article
      className={styles['line']}
      data-row={rowKey}
      data-missed={missed || undefined}
      tabIndex={isStop ? 0 : -1}
      aria-setsize={-1}
      aria-label={`${words} ${time}`}
      onFocus={() => onFocusRow(rowKey)}
    >
      <Icon of={icon} size="sm" className={styles['sign']} />
      <span className={styles['words']} dir="auto">
        {words}
      </span>
      <time className={styles['time']} dateTime={new Date(at).toISOString()} {...tip(formatMoment(at))}>
        {time}
      </time>
    </article>
  )
}
