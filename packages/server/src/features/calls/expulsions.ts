import type { Hint } from '../../ports/fanout.ts'
import { type CallState, type Expulsion, expelledFrom } from './call-state.ts'

/** Who was taken out of a call from one version of it to another. */
export const newlyExpelled = (before: CallState, after: CallState): readonly Expulsion[] =>
  expelledFrom(after).filter(({ user, by }) => !expelledFrom(before).some((one) => one.user === user && one.by === by))

/** What tells somebody on all of their devices that they were taken out. */
export const removal = (call: string, { user, by }: Expulsion): Hint => ({
  kind: 'user',
  user,
  event: { type: 'call_removed', call, by },
})
