import { reportUnreadable as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { UnreadableSums } from './unreadable-sums.ts'

/** Counts what a device could not read. */
export const reportUnreadable = (sums: UnreadableSums) =>
  handler(contract, async ({ input: { counts }, actor: { device } }) => sums.add(device, counts))
