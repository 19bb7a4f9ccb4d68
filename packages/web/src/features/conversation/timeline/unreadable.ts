import type { ItemContent } from '@parley/client'

/** Why something cannot be shown. */
export type Why = Extract<ItemContent, { kind: 'unreadable' }>['why']

/**
 * How loud each reason is. `quiet`: it mends itself, or there is nothing to fear. `warning`: somebody on the way or among
 * those who write may not be honest.
 */
export const loudness: Readonly<Record<Why, 'quiet' | 'warning'>> = {
  newer: 'quiet',
  broken: 'quiet',
  waiting: 'quiet',
  'no-key': 'quiet',
  'key-too-late': 'quiet',
  withheld: 'quiet',
  'unsigned-sender': 'quiet',
  stranger: 'warning',
  moved: 'warning',
  'not-the-sender': 'warning',
  repeated: 'warning',
  unsealed: 'warning',
  damaged: 'warning',
}
