import type { Head } from '@parley/e2ee/membership'
import { type Content, ProfileKey } from '@parley/protocol'
import { z } from 'zod'

/**
 * What is sealed of an entry: the content together with the entry's id and who wrote it, so that it cannot be shown again
 * under another one or under another name, with what its sender knows of who is in the room, and with what opens the
 * sender's profile.
 */
export const Envelope = z.object({
  v: z.literal(1),
  id: z.string(),
  by: z.string(),
  head: z.object({ index: z.int().min(0), hash: z.string() }),
  content: z.unknown(),
  profile: ProfileKey.optional().catch(undefined),
})
export type Envelope = z.infer<typeof Envelope>

export const envelopeOf = (
  { id, by }: Pick<Envelope, 'id' | 'by'>,
  head: Head,
  content: Content,
  profile: ProfileKey | null,
): Envelope => ({
  v: 1,
  id,
  by,
  head,
  content,
  ...(profile ? { profile } : {}),
})

/** Under this name a person's devices seal what is for themselves. */
export const ownSpace = (user: string): string => `${user}.self`

/** The id of a room that was sealed from its beginning is a hash of 43 characters; no other id is that long. */
export const bornSealed = 43

/** Under this name of a room the lines of its membership log are sealed: the invited follow them, and nothing else. */
export const linesOf = (room: string): string => `${room}.lines`

const signs = '.signs'
/** Under this name of a room its marks and typing are sealed, so that they use up no keys of what people say. */
export const signsOf = (room: string): string => `${room}${signs}`

/** The rooms among names whose marks and typing are sealed under them. */
export const roomsOfSigns = (names: readonly string[]): readonly string[] =>
  names.filter((name) => name.endsWith(signs)).map((name) => name.slice(0, -signs.length))

/** The type under which the library seals an entry of a kind. */
export const sealedType = (kind: 'message' | 'call'): `parley.${string}` => `parley.${kind}`
