import { z } from 'zod'
import { command, session, units } from '../command.ts'
import { reportMost } from '../limits.ts'
import { UnreadableReason } from '../shapes.ts'

export const reportUnreadable = command({
  name: 'reports.unreadable',
  doc: 'Adds numbers to the sums of this server: how many entries stayed unreadable here, by reason. Nothing else is said, and who said it is not kept. Counts at most every 10 minutes and device; `again`: milliseconds until the next one does.',
  who: session,
  cost: units(5),
  input: z.strictObject({
    counts: z
      .array(z.strictObject({ why: UnreadableReason, count: z.int().min(1).max(reportMost) }))
      .min(1)
      .max(UnreadableReason.options.length),
  }),
  output: z.object({ counted: z.boolean(), again: z.int() }),
  errors: [],
})
