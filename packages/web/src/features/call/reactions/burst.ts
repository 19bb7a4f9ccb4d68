import type { Reaction } from '@parley/client/calls'

/** Signs that came shortly after each other. */
export interface Burst {
  /** Who showed them, each once. */
  readonly devices: readonly string[]
  readonly signs: readonly string[]
}

/** What is read out of some signs: the own ones are not repeated. */
export function burstOf(reactions: readonly Reaction[], own: string): Burst {
  const theirs = reactions.filter(({ device }) => device !== own)
  return {
    devices: [...new Set(theirs.map(({ device }) => device))],
    signs: [...new Set(theirs.map(({ emoji }) => emoji))],
  }
}
