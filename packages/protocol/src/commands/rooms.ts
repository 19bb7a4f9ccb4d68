import { z } from 'zod'
import { account, command, inRoom, session, units } from '../command.ts'
import { Body, SealedLine } from '../content.ts'
import { HistoryRule } from '../history-rule.ts'
import { Id, Seq } from '../id.ts'
import { genesisCharacters, linesPage, oldGenesisCharacters } from '../limits.ts'
import { Member, Role, RoomSummary } from '../shapes.ts'

/** Clear in public rooms (80 and 400 characters). In sealed rooms both are lines of the membership log. */
const Name = z.string().trim().min(1).max(2000)
const Topic = z.string().trim().max(4000)
/** How a sealed room begins; its hash (SHA-256 of the canonical JSON) is the room's id, which clients check. */
const Genesis = z.string().min(1).max(genesisCharacters)
const room = { room: Id }
/** What a change of a sealed room says in its membership log. Sealed rooms need one, others take none: `wrong_line`. */
const withLine = { line: SealedLine.optional() }
const onMember = z.strictObject({ room: Id, user: Id, ...withLine })
const Done = z.object({})

/** A voice channel: a room in which one meets to talk. */
const Voice = z.literal(true).optional()

export const createRoom = command({
  name: 'rooms.create',
  doc: 'Makes a public room, or a private one, which is sealed, with me as its owner. `id` makes a retry find the room it made.',
  who: account,
  cost: units(5),
  input: z.discriminatedUnion('kind', [
    z.strictObject({ id: Id, kind: z.literal('public'), name: Name, topic: Topic, voice: Voice }),
    /** `lines`: the first lines of the membership log, for the indexes 1, 2 … */
    z.strictObject({
      id: Id,
      kind: z.literal('private'),
      genesis: Genesis,
      lines: z.array(Body).max(4),
      /** Which entries newcomers are given; absent: `joined`. The keys flow by the genesis alone. */
      history: HistoryRule.optional(),
      voice: Voice,
    }),
  ]),
  output: z.object({ room: RoomSummary }),
  errors: ['too_large', 'conflict'],
})

export const directRoom = command({
  name: 'rooms.direct',
  doc: 'The direct message room with exactly these people, made under `id` if there is none. One or more others, 15 at most.',
  who: account,
  cost: units(5),
  input: z.strictObject({ users: z.array(Id).min(1).max(15), id: Id, genesis: Genesis }),
  output: z.object({ room: RoomSummary }),
  errors: ['not_found', 'conflict', 'stale'],
})

export const sealRoom = command({
  name: 'rooms.seal',
  doc: 'Seals a private room or direct message from before there was sealing, for good: by an owner, or by anybody in a direct message. Its clear name and topic are emptied, and invite links into it end. Of two at once the second hears `conflict`.',
  who: inRoom('member'),
  cost: units(5),
  input: z.strictObject({
    room: Id,
    /** The last position that the genesis speaks of: when something was stored after it, `stale`. */
    head: Seq,
    genesis: z.string().min(1).max(oldGenesisCharacters),
    /** The first lines of the membership log, for the indexes 1, 2 … */
    lines: z.array(Body).min(1).max(4),
  }),
  output: z.object({ room: RoomSummary }),
  errors: ['forbidden', 'conflict', 'stale'],
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
  input: z.strictObject({ ...room, ...withLine }),
  output: z.object({ room: RoomSummary }),
  errors: ['not_found', 'banned', 'stale', 'wrong_line'],
})

export const leaveRoom = command({
  name: 'rooms.leave',
  doc: 'Leaves a room, or declines an invitation to it. A direct message of two is only closed: the next message brings it back. In a sealed room the line may be missing: a device without its keys can leave too.',
  who: session,
  cost: units(2),
  input: z.strictObject({ ...room, ...withLine }),
  output: Done,
  errors: ['not_a_member', 'last_owner', 'stale', 'wrong_line'],
})

export const inviteMember = command({
  name: 'rooms.invite',
  doc: 'Invites somebody. In a private room every member may; in a direct message nobody.',
  who: inRoom('member'),
  cost: units(3),
  input: onMember,
  output: Done,
  errors: ['not_found', 'banned', 'forbidden', 'stale', 'wrong_line'],
})

export const admitMember = command({
  name: 'rooms.admit',
  doc: 'Lets somebody into a sealed room who came by an invite link and waits there as invited: a member has seen their proof, and says so in the line.',
  who: inRoom('member'),
  cost: units(3),
  input: z.strictObject({ room: Id, user: Id, line: SealedLine }),
  output: Done,
  errors: ['not_found', 'stale', 'wrong_line'],
})

export const kickMember = command({
  name: 'rooms.kick',
  doc: 'Removes a member of lower rank; they may come back.',
  who: inRoom('moderator'),
  cost: units(3),
  input: onMember,
  output: Done,
  errors: ['not_found', 'forbidden', 'stale', 'wrong_line'],
})

export const banMember = command({
  name: 'rooms.ban',
  doc: 'Removes somebody of lower rank for good, also before they ever came.',
  who: inRoom('moderator'),
  cost: units(3),
  input: onMember,
  output: Done,
  errors: ['not_found', 'forbidden', 'stale', 'wrong_line'],
})

export const unbanMember = command({
  name: 'rooms.unban',
  doc: 'Lifts a ban.',
  who: inRoom('moderator'),
  cost: units(3),
  input: onMember,
  output: Done,
  errors: ['not_found', 'forbidden', 'stale', 'wrong_line'],
})

export const setRole = command({
  name: 'rooms.set-role',
  doc: 'Makes a member owner, moderator or member. The last owner keeps the role.',
  who: inRoom('owner'),
  cost: units(3),
  input: z.strictObject({ room: Id, user: Id, role: Role, ...withLine }),
  output: Done,
  errors: ['not_found', 'forbidden', 'last_owner', 'stale', 'wrong_line'],
})

export const updateRoom = command({
  name: 'rooms.update',
  doc: 'Changes name and topic of a room that is not sealed.',
  who: inRoom('moderator'),
  cost: units(3),
  input: z.strictObject({ room: Id, name: Name, topic: Topic }),
  output: Done,
  errors: ['forbidden', 'too_large', 'stale', 'wrong_line'],
})

export const setHistory = command({
  name: 'rooms.set-history',
  doc: 'Says whether those who come from now on are given what was written since, in a sealed room. The keys flow only if the line says so too.',
  who: inRoom('owner'),
  cost: units(3),
  input: z.strictObject({ room: Id, history: HistoryRule, line: SealedLine }),
  output: Done,
  errors: ['forbidden', 'stale', 'wrong_line'],
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

export const writeLine = command({
  name: 'rooms.write-line',
  doc: 'Appends a line to the membership log of a sealed room that changes nothing the server keeps: its name, what it allows, a new identity of a member.',
  who: inRoom('member'),
  cost: units(3),
  input: z.strictObject({ room: Id, line: SealedLine }),
  output: Done,
  errors: ['not_a_member', 'stale', 'wrong_line'],
})

export const roomLines = command({
  name: 'rooms.lines',
  doc: 'How a sealed room begins, and the lines of its membership log after an index, 100 a page. Both are opaque to the server; the invited may read them.',
  who: inRoom('reader'),
  cost: units(2),
  input: z.strictObject({ room: Id, after: z.int().min(0) }),
  output: z.object({
    /** null: the room is not sealed. */
    genesis: z.string().nullable(),
    lines: z
      .array(
        z.object({
          index: z.int().min(1),
          id: Id,
          sender: Id,
          device: Id,
          /** Milliseconds since 1970. */
          at: z.int(),
          body: z.string(),
        }),
      )
      .max(linesPage),
    more: z.boolean(),
  }),
  errors: ['not_found'],
})
