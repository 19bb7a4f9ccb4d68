import { z } from 'zod'
import { command, inRoom, session, units } from '../command.ts'
import { Body, Entry, Sign } from '../content.ts'
import { Id, Seq } from '../id.ts'
import { inboxBodyCharacters, laterMost, pageEntries } from '../limits.ts'
import { Mark, SealedMark } from '../shapes.ts'

export const sendMessage = command({
  name: 'messages.send',
  doc: 'Appends to a room. Answered once the entry is on disk (C1); a retry with the same id returns the first position with `dup` (C3). Another body under it is a `conflict`; in a sealed room it is the same message sealed anew, and a `dup` too. A sealed room takes nothing in clear, and with `lines` nothing that was sealed without knowing of its newest line: `stale`, seal it again. A retry names what the device had sent after it (`later`): if any of that is in the room and this is not, this was refused for good before, and is `overtaken` (C5).',
  who: inRoom('member'),
  cost: { bucket: 'messages' },
  input: z.strictObject({
    room: Id,
    id: Id,
    kind: z.enum(['message', 'call']),
    body: Body,
    /** In a sealed room: the index of the last line of the membership log that the sender knew of when it sealed this. */
    lines: z.int().min(0).optional(),
    /** Of a retry: what the same device wrote into the room after this, and may have been taken already. */
    later: z.array(Id).max(laterMost).optional(),
  }),
  output: z.object({ seq: Seq, at: z.int(), messages: z.int(), dup: z.boolean() }),
  errors: [
    'not_a_member',
    'conflict',
    'not_sealed',
    'stale',
    'overtaken',
    'unavailable',
    'storage_full',
    'busy',
    'draining',
  ],
})

export const history = command({
  name: 'messages.history',
  doc: 'A page of at most 100 entries, oldest first: those before or after a position, or around a position or a moment.',
  who: inRoom('reader'),
  cost: units(2),
  input: z.strictObject({
    room: Id,
    at: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('before'), seq: Seq }),
      z.strictObject({ kind: z.literal('after'), seq: Seq }),
      z.strictObject({ kind: z.literal('around'), seq: Seq }),
      z.strictObject({ kind: z.literal('newest') }),
      /** Milliseconds since 1970: half a page before, half after. */
      z.strictObject({ kind: z.literal('moment'), at: z.int().min(0) }),
    ]),
    limit: z.int().min(1).max(pageEntries),
  }),
  output: z.object({
    entries: z.array(Entry),
    /** Last position of the room. */
    head: Seq,
    /** First position that the caller may read: there is nothing before it. */
    since: Seq,
  }),
  errors: ['not_found'],
})

export const setMarks = command({
  name: 'marks.set',
  doc: 'Says how far this device has stored a room, and how far its user has read. Marks only grow; neither may pass the head. In a sealed room `read` is for me alone (unread), and what others may know comes sealed; null: nothing for them.',
  who: inRoom('member'),
  cost: units(1),
  input: z.union([
    z.strictObject({ room: Id, delivered: Seq, read: Seq }),
    z.strictObject({ room: Id, read: Seq, sealed: Sign.nullable() }),
  ]),
  output: z.object({ read: z.object({ seq: Seq, messages: z.int() }) }),
  errors: ['not_a_member', 'wrong_sealing'],
})

export const listMarks = command({
  name: 'marks.list',
  doc: 'How far each member has got. In rooms over 100 members only how many have delivered and read the newest entries; in sealed ones of that size nothing.',
  who: inRoom('member'),
  cost: units(2),
  input: z.strictObject({ room: Id }),
  output: z.object({
    /** Of a room that is not sealed. */
    marks: z.array(Mark),
    /** Of a sealed room: the last value of each device. */
    sealed: z.array(SealedMark),
    /** Instead of marks: members whose marks have reached the head. */
    counts: z.object({ delivered: z.int(), read: z.int() }).nullable(),
  }),
  errors: ['not_a_member'],
})

export const acknowledgeInbox = command({
  name: 'inbox.ack',
  doc: 'Says that everything up to `seq` is stored on this device; the server deletes it.',
  who: session,
  cost: units(1),
  input: z.strictObject({ seq: Seq }),
  output: z.object({}),
  errors: [],
})

export const sendToInboxes = command({
  name: 'inbox.send',
  doc: 'Puts sealed bodies into the inboxes of devices, of mine and of people with whom I share a room, all of them or none. Devices that are gone are left out.',
  who: session,
  cost: units(2),
  input: z.strictObject({
    messages: z
      .array(z.strictObject({ user: Id, device: Id, body: z.string().min(1).max(inboxBodyCharacters) }))
      .max(200),
  }),
  output: z.object({ sent: z.int().min(0) }),
  errors: ['inbox_full', 'unavailable'],
})
