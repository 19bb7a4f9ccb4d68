import { z } from 'zod'
import { account, command, units } from '../command.ts'
import { Id } from '../id.ts'
import { RoomSummary } from '../shapes.ts'

const Invite = z.object({
  id: Id,
  for: z.enum(['account', 'guest']),
  room: Id.nullable(),
  usesLeft: z.int(),
  /** Milliseconds since 1970. */
  expiresAt: z.int(),
  createdAt: z.int(),
})

export const createInvite = command({
  name: 'invites.create',
  doc: 'Makes an invite link: for an account, or for a guest of one room. The token is shown this once. A room needs membership.',
  who: account,
  cost: units(5),
  input: z.strictObject({
    for: z.enum(['account', 'guest']),
    room: Id.nullable(),
    uses: z.int().min(1).max(1000),
    /** Hours until it expires. */
    hours: z
      .int()
      .min(1)
      .max(24 * 90),
  }),
  output: z.object({ invite: Invite, token: z.string(), path: z.string() }),
  errors: ['not_a_member', 'bad_request'],
})

export const acceptInvite = command({
  name: 'invites.accept',
  doc: 'Comes into the room of an invite link with the account that I have: into a public room at once; before a sealed one I wait as invited until a member lets me in. Once I am there it changes nothing and uses nothing up.',
  who: account,
  cost: units(5),
  input: z.strictObject({ token: z.string().max(128) }),
  output: z.object({ room: RoomSummary }),
  errors: ['invite_used_up', 'banned', 'not_found'],
})

export const listInvites = command({
  name: 'invites.list',
  doc: 'The invite links that I made and that still work.',
  who: account,
  cost: units(2),
  input: z.strictObject({}),
  output: z.object({ invites: z.array(Invite) }),
  errors: [],
})

export const revokeInvite = command({
  name: 'invites.revoke',
  doc: 'Withdraws an invite link of mine.',
  who: account,
  cost: units(2),
  input: z.strictObject({ invite: Id }),
  output: z.object({}),
  errors: ['not_found'],
})
