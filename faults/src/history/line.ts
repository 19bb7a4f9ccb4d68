import { z } from 'zod'

/** `t`: milliseconds of the machine's monotonic clock, which all its processes share. `dev`: name of the device. */
const noted = { t: z.number(), dev: z.string() }
const message = { room: z.string(), id: z.string() }
/** `h`: hash of what was written, or null where it could not be read. */
const Shown = z.object({ id: z.string(), seq: z.int().min(1), sender: z.string(), h: z.string().nullable() })

/**
 * One event of a run, as one device or its driver has noted it; one line of a history file (JSON).
 * `send` is noted before the client is asked; `ack` and `nack` once it has said how a message stands. A message with
 * neither may be in the log or not.
 */
export const Line = z.discriminatedUnion('op', [
  /** A device of a user takes part. `life` counts its starts. */
  z.object({ op: z.literal('begin'), ...noted, user: z.string(), life: z.int() }),
  z.object({ op: z.literal('send'), ...noted, ...message, h: z.string() }),
  z.object({ op: z.literal('ack'), ...noted, ...message, seq: z.int().min(1) }),
  /** It was refused for good. */
  z.object({ op: z.literal('nack'), ...noted, ...message, code: z.string() }),
  /** It was not taken now, and may be tried again. */
  z.object({ op: z.literal('later'), ...noted, ...message, code: z.string() }),
  /** A device is in touch with a server again, or no more. */
  z.object({ op: z.literal('link'), ...noted, is: z.enum(['live', 'away']) }),
  /** An entry came over the wire. */
  z.object({ op: z.literal('recv'), ...noted, ...message, seq: z.int().min(1), epoch: z.string() }),
  /** The server said that nothing is missing after `after` up to `to`. */
  z.object({ op: z.literal('complete'), ...noted, room: z.string(), after: z.int().min(0), to: z.int().min(0) }),
  /** A message showed for the first time in this life. */
  z.object({ op: z.literal('display'), ...noted, room: z.string(), ...Shown.shape }),
  /** After everything: what a room shows, from top to bottom. */
  z.object({ op: z.literal('final'), ...noted, room: z.string(), shown: z.array(Shown) }),
  /** Somebody's session was ended; its connections have to end within `most` milliseconds. */
  z.object({ op: z.literal('revoke'), ...noted, most: z.number() }),
  z.object({ op: z.literal('closed'), ...noted, code: z.int() }),
  /** Something was measured that has a bound. */
  z.object({ op: z.literal('figure'), ...noted, name: z.string(), value: z.number(), most: z.number() }),
  /** A secret was found where it must not be. */
  z.object({ op: z.literal('leak'), ...noted, place: z.string() }),
])
export type Line = z.infer<typeof Line>
export type Shown = z.infer<typeof Shown>
export type LineOf<O extends Line['op']> = Extract<Line, { readonly op: O }>
