import type { CommandName } from '@parley/protocol'

/** Commands that set or read the refresh cookie, so that the server takes them by POST only. */
export const httpOnly = [
  'connection.frame',
  'accounts.register',
  'accounts.register-guest',
  'passkeys.register-begin',
  'passkeys.register-finish',
  'passkeys.sign-in-begin',
  'passkeys.sign-in-finish',
  'sessions.sign-in',
  'sessions.refresh',
  'sessions.ticket',
  'sessions.sign-out',
] as const satisfies readonly CommandName[]

const names: ReadonlySet<string> = new Set(httpOnly)

export const isHttpOnly = (name: CommandName): boolean => names.has(name)
