import flags from './node-flags.json' with { type: 'json' }

/**
 * With what Node.js runs a server. On a machine with much memory V8 lets the space for new objects grow to 64 MiB twice
 * over, within an hour or two of traffic: a server that has 40 MiB alive would look like one that leaks. 16 MiB were its
 * measure for years.
 */
export const nodeFlags: readonly string[] = flags
