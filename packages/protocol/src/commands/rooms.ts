import { z } from 'zod'
import { account, command, inRoom, session, units } from '../command.ts'
import { Id } from '../id.ts'
import { Member, Role, RoomSummary } from '../shapes.ts'

/** Clear in public rooms (80 and 400 characters); opaque in private ones. */
const Name = z.string().trim().min(1).max(2000)
const Topic = z.string().trim().max(4000)
const room = { room: Id }
const onMember = z.strictObject({ room: Id, user: Id })
const Done = z.object({})

export const createRoom = command({
  name: 'rooms.create',
  doc: 'Makes a public or private room with me as its owner. `id` makes a retry find the room it made.',
  who: account,
  cost: units(5),
  input: z.strictObject({ id: Id, kind: z.enum(['public', 'private']), name: Name, topic: Topic }),
  output: z.object({ room: RoomSummary }),
  errors: ['too_large', 'conflict'],
})

export const directRoom = command({
  name: 'rooms.direct',
  doc: 'The direct message room with exactly these people, made if there is none. One or more others, 15 at most.',
  who: account,
  cost: units(5),
  input: z.strictObject({ users: z.array(Id).min(1).max(15) }),
  output: z.object({ room: RoomSummary }),
  errors: ['not_found', 'stale'],
})

export const directory = command({
  name: 'rooms.directory',
  doc: 'Public rooms whose name contains a text, fullest first, 50 at most.',
  who: account,
  cost: units(3),
  input: z.strictObject({ text: z.string().trim().max(80) }),
  output: z.object({
    rooms: z.array(z.object({ id: Id, name: z.string(), topic: z.string(), members: z.int(), joined: z.boolean() })),
  }),
  errors: [],
})

export const getRoom = command({
  name: 'rooms.get',
  doc: 'One room: a public one by anybody with an account, others by their members and the invited.',
  who: inRoom('reader'),
  cost: units(1),
  input: z.strictObject(room),
  output: z.object({
    id: Id,
    kind: z.enum(['public', 'private', 'direct']),
    name: z.string(),
    topic: z.string(),
    members: z.int(),
    joined: z.boolean(),
  }),
  errors: ['not_found'],
})

export const joinRoom = command({
  name: 'rooms.join',
  doc: 'Joins a public room, or a private one by invitation.',
  who: session,
  cost: units(5),
  input: z.strictObject(room),
  output: z.object({ room: RoomSummary }),
  errors: ['not_found', 'banned', 'stale'],
})

export const leaveRoom = command({
  name: 'rooms.leave',
  doc: 'Leaves a room, or declines an invitation to it. A direct message of two is only closed: the next message brings it back.',
  who: session,
  cost: units(2),
  input: z.strictObject(room),
  output: Done,
  errors: ['not_a_member', 'last_owner', 'stale'],
})

export const inviteMember = command({
  name: 'rooms.invite',
  doc: 'Invites somebody. In a private room every member may; in a direct message nobody.',
  who: inRoom('member'),
  cost: units(3),
  input: onMember,
  output: Done,
  errors: ['not_found', 'banned', 'forbidden', 'stale'],
})

export const kickMember = command({
  name: 'rooms.kick',
  doc: 'Removes a member of lower rank; they may come back.',
  who: inRoom('moderator'),
  cost: units(3),
  input: onMember,
  output: Done,
  errors: ['not_found', 'forbidden', 'stale'],
})

export const banMember = command({
  name: 'rooms.ban',
  doc: 'Removes somebody of lower rank for good, also before they ever came.',
  who: inRoom('moderator'),
  cost: units(3),
  input: onMember,
  output: Done,
  errors: ['not_found', 'forbidden', 'stale'],
})

export const unbanMember = command({
  name: 'rooms.unban',
  doc: 'Lifts a ban.',
  who: inRoom('moderator'),
  cost: units(3),
  input: onMember,
  output: Done,
  errors: ['not_found', 'forbidden', 'stale'],
})

export const setRole = command({
  name: 'rooms.set-role',
  doc: 'Makes a member owner, moderator or member. The last owner keeps the role.',
  who: inRoom('owner'),
  cost: units(3),
  input: z.strictObject({ room: Id, user: Id, role: Role }),
  output: Done,
  errors: ['not_found', 'forbidden', 'last_owner', 'stale'],
})

export const updateRoom = command({
  name: 'rooms.update',
  doc: 'Changes name and topic.',
  who: inRoom('moderator'),
  cost: units(3),
  input: z.strictObject({ room: Id, name: Name, topic: Topic }),
  output: Done,
  errors: ['forbidden', 'too_large', 'stale'],
})

export const roomMembers = command({
  name: 'rooms.members',
  doc: 'Members and invited people, owners first, 200 a page; `after` is the last user of the previous page.',
  who: inRoom('reader'),
  cost: units(3),
  input: z.strictObject({ room: Id, after: Id.nullable() }),
  output: z.object({ members: z.array(Member), more: z.boolean() }),
  errors: ['not_found'],
})
