import { z } from 'zod'

/**
 * What newcomers of a sealed room see of what was said before them: `joined`: nothing; `shared`: what was said since the
 * room has been so.
 */
export const HistoryRule = z.enum(['joined', 'shared'])
export type HistoryRule = z.infer<typeof HistoryRule>
