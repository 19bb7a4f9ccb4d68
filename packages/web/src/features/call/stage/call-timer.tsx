import type { Running } from '@parley/client/calls'
import { formatClock } from '../../../texts/format.ts'
import { useSeconds } from './use-clock.ts'

/** How long the call has run; nothing before it does. */
export function CallTimer({ state, className }: { state: Running; className?: string | undefined }) {
  const seconds = useSeconds(state.kind === 'ringing' ? null : state.since)
  if (seconds === null) return null
  return (
    <time className={className} dateTime={`PT${seconds}S`}>
      {formatClock(seconds)}
    </time>
  )
}
