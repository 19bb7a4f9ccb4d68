import { z } from 'zod'
import { command, session, units } from '../command.ts'

const Version = z.string().min(1).max(32)
const Space = z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/)
const SessionId = z.string().min(1).max(256)
const about = { algorithm: z.string().min(1).max(256), auth: z.string().min(1).max(8192) }
const standing = {
  count: z.int().min(0),
  /** Another one after each change of what is stored. */
  etag: z.string(),
}
const place = {
  /** The room, or what it is called for the keys of its membership log. */
  room: Space,
  session: SessionId,
  /** First message that the session opens: less is better. */
  index: z.int().min(0),
  /** By how many devices it was passed on: less is better. */
  forwarded: z.int().min(0),
  /** Whether it came from a device that its owner vouches for: better than any other. */
  verified: z.boolean(),
}

export const createBackup = command({
  name: 'backups.create',
  doc: 'Begins a backup of the keys that open my rooms, sealed by my devices. It is the current one from then on.',
  who: session,
  cost: units(10),
  input: z.strictObject(about),
  output: z.object({ version: z.string() }),
  errors: [],
})

export const currentBackup = command({
  name: 'backups.current',
  doc: 'My current backup: the newest that was not removed.',
  who: session,
  cost: units(1),
  input: z.strictObject({}),
  output: z.object({
    backup: z.object({ version: z.string(), algorithm: z.string(), auth: z.string(), ...standing }).nullable(),
  }),
  errors: [],
})

export const putBackup = command({
  name: 'backups.put',
  doc: 'Stores sessions in the current backup. One that is there is replaced only by a better one: verified, else of a lower index, else passed on less often.',
  who: session,
  cost: units(3),
  input: z.strictObject({
    version: Version,
    sessions: z.array(z.strictObject({ ...place, data: z.string().min(1).max(8192) })).max(200),
  }),
  output: z.object(standing),
  errors: ['backup_replaced'],
})

export const getBackup = command({
  name: 'backups.get',
  doc: 'A page of a backup, of one of its rooms or of one session, at most 200. `after` is the `next` of the previous page; null: that was the last.',
  who: session,
  cost: units(3),
  input: z.strictObject({
    version: Version,
    room: Space.optional(),
    /** Only together with `room`. */
    session: SessionId.optional(),
    after: z.string().max(512).optional(),
  }),
  output: z.object({
    sessions: z.array(z.object({ ...place, data: z.string() })),
    next: z.string().nullable(),
  }),
  errors: ['not_found', 'bad_request'],
})

export const removeBackup = command({
  name: 'backups.remove',
  doc: 'Deletes a backup of mine with everything in it.',
  who: session,
  cost: units(10),
  input: z.strictObject({ version: Version }),
  output: z.object({}),
  errors: ['not_found'],
})
