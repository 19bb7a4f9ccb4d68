import type { z } from 'zod'
import type { Command } from '../command.ts'
import * as accounts from './accounts.ts'
import * as backups from './backups.ts'
import * as calls from './calls.ts'
import * as connection from './connection.ts'
import * as invites from './invites.ts'
import * as keys from './keys.ts'
import * as messages from './messages.ts'
import * as presence from './presence.ts'
import * as profiles from './profiles.ts'
import * as reports from './reports.ts'
import * as rooms from './rooms.ts'
import * as secrets from './secrets.ts'
import * as sessions from './sessions.ts'

const declared = {
  ...connection,
  ...accounts,
  ...sessions,
  ...invites,
  ...rooms,
  ...messages,
  ...presence,
  ...calls,
  ...keys,
  ...backups,
  ...secrets,
  ...profiles,
  ...reports,
}

type Declared = (typeof declared)[keyof typeof declared]
/** Commands by name: the type that a client's `call(name, input)` is checked against. */
export type Commands = { readonly [C in Declared as C['name']]: C }
export type CommandName = keyof Commands
export type InputOf<N extends CommandName> = z.input<Commands[N]['input']>
export type OutputOf<N extends CommandName> = z.output<Commands[N]['output']>

export const commands: readonly Command[] = Object.values(declared)
