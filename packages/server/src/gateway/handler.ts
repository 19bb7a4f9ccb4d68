import type { Command, CommandName, Commands } from '@parley/protocol'
import type { z } from 'zod'
import type { RoomAccess } from '../ports/storage/access.ts'
import type { Actor } from './actor.ts'

/** The way a call came in, as far as a handler may know. */
export interface Caller {
  /** Network address (of IPv6 the /64), for throttling. Never stored with content. */
  readonly address: string
  /** Name of the device or browser as far as it told. */
  readonly agent: string
  /** The live connection it came over, if any. */
  readonly connection: string | null
  /** The refresh cookie, and how to set or (with null) clear it. Only over HTTP. */
  readonly cookie: { readonly value: string | null; set(token: string | null): void } | null
}

type ActorOf<C extends Command> = C['who'] extends { readonly kind: 'anyone' } ? Actor | null : Actor
type AccessOf<C extends Command> = C['who'] extends { readonly kind: 'room' } ? RoomAccess : null

/** What a handler sees: policy, limits and schema have been enforced. */
export interface Call<C extends Command> {
  readonly input: z.output<C['input']>
  readonly actor: ActorOf<C>
  /** The room of `input.room`, for commands whose policy is about a room. */
  readonly access: AccessOf<C>
  readonly caller: Caller
}

export interface Handler<C extends Command = Command> {
  readonly contract: C
  /**
   * `before`: the gateway reads the caller's access and refuses. `in-write`: the write itself checks membership in its
   * transaction, which saves a read on the hot path; such a handler is called without `access`.
   */
  readonly check: 'before' | 'in-write'
  readonly run: (call: Call<C>) => Promise<z.input<C['output']>>
}

/** One protocol command: its contract entry and what it does. */
export function handler<C extends Command>(contract: C, run: Handler<C>['run']): Handler<C> {
  return { contract, check: 'before', run }
}

/** A command whose write checks membership itself. */
export function checkedInWrite<C extends Command>(
  contract: C,
  run: (call: Omit<Call<C>, 'access'>) => Promise<z.input<C['output']>>,
): Handler<C> {
  return { contract, check: 'in-write', run }
}

/** One handler for each declared command: a command without one does not compile. */
export type Handlers = { readonly [N in CommandName]: Handler<Commands[N]> }
