import { z } from 'zod'
import { command, session, units } from '../command.ts'
import { Id } from '../id.ts'

/** Text that devices make for each other. The server keeps it and does not read it. */
const text = (characters: number) => z.string().min(1).max(characters)
const NamedKey = z.strictObject({ id: text(256), key: text(2048) })
const MasterKey = text(4096)

const Signature = z.object({ signer: Id, target: z.string(), key: z.string(), signature: z.string() })
const UserKeys = z.object({
  user: Id,
  /** null until the user has published an identity. */
  master: z.string().nullable(),
  selfSigning: z.string().nullable(),
  /** Only one's own: it says whom a person has verified. */
  userSigning: z.string().nullable(),
  /** `name`: what a person calls their device; empty for those of others. */
  devices: z.array(z.object({ device: Id, name: z.string(), keys: z.string() })),
  signatures: z.array(Signature),
})

export const publishKeys = command({
  name: 'keys.publish',
  doc: 'Publishes keys of this device: what it is known by (once), keys that are handed out one time each, and the fallback for when none is left. A retry changes nothing.',
  who: session,
  cost: units(3),
  input: z.strictObject({
    device: text(8192).optional(),
    oneTime: z.array(NamedKey).max(100).optional(),
    /** Replaces those published before. */
    fallback: z.array(NamedKey).max(2).optional(),
  }),
  /** How many keys of this device were not handed out yet. */
  output: z.object({ oneTime: z.int().min(0) }),
  errors: ['conflict', 'too_many'],
})

export const setIdentity = command({
  name: 'keys.identity',
  doc: 'Publishes the keys that a person signs devices and people with. Other ones than before need `replace`, and a session that was signed in within the last 10 minutes.',
  who: session,
  cost: units(10),
  input: z.strictObject({
    master: MasterKey,
    selfSigning: MasterKey,
    userSigning: MasterKey,
    replace: z.boolean().optional(),
  }),
  output: z.object({}),
  errors: ['conflict', 'sign_in_again'],
})

export const signKeys = command({
  name: 'keys.sign',
  doc: 'Publishes signatures of mine, on my own keys for everybody and on those of others for my own devices. At most 200 for one user; those for nobody are left out.',
  who: session,
  cost: units(3),
  input: z.strictObject({
    signatures: z
      .array(z.strictObject({ user: Id, target: text(256), key: text(256), signature: text(1024) }))
      .max(100),
  }),
  output: z.object({}),
  errors: ['too_many'],
})

export const queryKeys = command({
  name: 'keys.query',
  doc: 'The keys of people and of their signed-in devices, with the signatures that they made on themselves and that I made on them. Unknown ids are left out.',
  who: session,
  cost: units(5),
  input: z.strictObject({ users: z.array(Id).max(100) }),
  output: z.object({
    users: z.array(UserKeys),
    /** Those that this answer had no room for: ask for them again. */
    later: z.array(Id),
  }),
  errors: [],
})

export const claimKeys = command({
  name: 'keys.claim',
  doc: 'Takes one key of each of these devices, to begin a conversation with it. A one-time key is handed out once, ever; where none is left, the fallback. A device without keys is left out, and so is one of somebody with whom I share no room.',
  who: session,
  cost: units(5),
  input: z.strictObject({ devices: z.array(z.strictObject({ user: Id, device: Id })).max(200) }),
  output: z.object({
    keys: z.array(z.object({ user: Id, device: Id, id: z.string(), key: z.string(), fallback: z.boolean() })),
  }),
  errors: [],
})

export const keyState = command({
  name: 'keys.state',
  doc: 'How many keys of this device are left, whether its fallback is still unused, and the number of the last change of anybody.',
  who: session,
  cost: units(1),
  input: z.strictObject({}),
  output: z.object({ oneTime: z.int().min(0), unusedFallback: z.boolean(), changes: z.int().min(0) }),
  errors: [],
})

export const keyChanges = command({
  name: 'keys.changes',
  doc: 'Whose keys or devices changed after a change: of people in my private rooms and direct messages, and of myself. Go on from `next`.',
  who: session,
  cost: units(3),
  input: z.strictObject({ since: z.int().min(0) }),
  output: z.object({ users: z.array(Id), next: z.int().min(0) }),
  errors: [],
})
