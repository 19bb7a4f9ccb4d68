import { HistoryRule, Role, type RoomRole } from '@parley/protocol'
import { z } from 'zod'

/** What a room allows: from which rank on somebody may invite and write, and what newcomers see of the past. */
export const Policy = z.strictObject({
  invite: Role,
  write: Role,
  /** `joined`: newcomers read from their joining on. `shared`: members hand on the keys of what was. */
  history: HistoryRule,
})
export type Policy = z.infer<typeof Policy>

/** What a room is called and is for, in characters as in public rooms. A direct message has neither. */
export const About = z.strictObject({ name: z.string().trim().min(1).max(80), topic: z.string().trim().max(400) })
export type About = z.infer<typeof About>

const ranks = { member: 0, moderator: 1, owner: 2 } as const

/** A role as a number: who has more stands higher. */
export const rank = (role: RoomRole): number => ranks[role]
