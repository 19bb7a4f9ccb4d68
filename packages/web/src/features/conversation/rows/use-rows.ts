import type { Timeline } from '@parley/client'
import { useMemo } from 'react'
import { buildRows } from './build-rows.ts'
import { dayKeys } from './day-keys.ts'
import type { Row } from './row.ts'
import type { UnreadSpan } from './unread-position.ts'

/** The rows of a timeline on this day, where the person is now. */
export function useRows(timeline: Timeline, unread: UnreadSpan | null, me: string, today: string): readonly Row[] {
  const { items, hasBefore } = timeline
  // biome-ignore lint/correctness/useExhaustiveDependencies: another day or zone makes other keys.
  const day = useMemo(() => dayKeys(), [today])
  return useMemo(() => buildRows({ items, hasBefore, unread, me, day }), [items, hasBefore, unread, me, day])
}
