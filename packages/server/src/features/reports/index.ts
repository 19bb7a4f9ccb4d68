import type { House } from '../../house.ts'
import { reportUnreadable } from './report-unreadable.ts'
import { UnreadableSums } from './unreadable-sums.ts'

/** What devices tell in numbers about how they fare. */
export function openReports({ clock }: Pick<House, 'clock'>) {
  const sums = new UnreadableSums(clock)
  return {
    handlers: { 'reports.unreadable': reportUnreadable(sums) },
    figures: () => [sums.figure()],
  }
}
