import type { z } from 'zod'
import type { ErrorCode } from './errors.ts'

export type RoomRole = 'owner' | 'moderator' | 'member'

/** Who may call: the one line that the gateway enforces before a handler runs. */
export type Who =
  /** Anybody, also without a session. */
  | { readonly kind: 'anyone' }
  /** Any session, guests included. */
  | { readonly kind: 'session' }
  /** Account holders, not guests. */
  | { readonly kind: 'account' }
  /** The owner of the server. */
  | { readonly kind: 'owner' }
  /** A joined member of `input.room` with at least this role; `reader`: whoever may read it. */
  | { readonly kind: 'room'; readonly atLeast: RoomRole | 'reader' }

/** Which bucket a call draws from, and how much: see `Limits`. */
export type Cost =
  | { readonly bucket: 'messages' | 'typing' | 'signals' }
  | { readonly bucket: 'commands'; readonly units: number }
  /** Guessing is what it is used for: counted per address and per account, growing pauses. */
  | { readonly bucket: 'credentials' }

export interface Command<
  Name extends string = string,
  In extends z.ZodType = z.ZodType,
  Out extends z.ZodType = z.ZodType,
  W extends Who = Who,
> {
  readonly name: Name
  /** One sentence for the reference. */
  readonly doc: string
  readonly who: W
  readonly cost: Cost
  /** Strict: an unknown key is refused. */
  readonly input: In
  /** Open: a client ignores keys it does not know. */
  readonly output: Out
  /** What it can be answered with beside the errors that every command shares. */
  readonly errors: readonly ErrorCode[]
  /** `http`: sets or reads the refresh cookie, so it is not served over the WebSocket. */
  readonly over?: 'http'
  /** Also served as GET under this path: reads only, no input. */
  readonly get?: `/api/${string}`
}

/** Declares a command; the declaration is the schema, the policy, the limit and the documentation. */
export function command<Name extends string, In extends z.ZodType, Out extends z.ZodType, W extends Who>(
  declared: Command<Name, In, Out, W>,
): Command<Name, In, Out, W> {
  return declared
}

type WhoIs<K extends Who['kind']> = Extract<Who, { readonly kind: K }>
export const anyone: WhoIs<'anyone'> = { kind: 'anyone' }
export const session: WhoIs<'session'> = { kind: 'session' }
export const account: WhoIs<'account'> = { kind: 'account' }
export const owner: WhoIs<'owner'> = { kind: 'owner' }
export const inRoom = (atLeast: RoomRole | 'reader'): WhoIs<'room'> => ({ kind: 'room', atLeast })

export const units = (n: number): Cost => ({ bucket: 'commands', units: n })
export const credentials: Cost = { bucket: 'credentials' }
