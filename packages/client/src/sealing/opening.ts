import type { Unopened } from '@parley/e2ee/vault'
import type { Entry } from '@parley/protocol'

/** Why what somebody wrote cannot be shown. */
export type Closed =
  | Unopened
  /** The keys of this device are not open yet. */
  | 'waiting'
  /** It lies in a sealed room and is not sealed: nobody knows who wrote it. */
  | 'unsealed'
  /** Whoever wrote it was never let into the room. */
  | 'stranger'
  /** It does not stand where its writer put it: the server changed the order. */
  | 'moved'

/** What this device could make of a sealed entry. */
export type Opening =
  | { readonly kind: 'opened'; readonly content: unknown }
  | { readonly kind: 'closed'; readonly why: Closed }
  /** Written before the room was sealed: it stands in the entry, as the server keeps it. */
  | { readonly kind: 'clear' }

/** An entry with what was sealed in it; without an opening it stands in a room that is not sealed. */
export type ReadEntry = Entry & { readonly opening?: Opening }

/** Reasons that end by themselves: a key comes, or it becomes known who somebody is. */
const passing: readonly Closed[] = ['waiting', 'no-key', 'key-too-late', 'withheld', 'unsigned-sender', 'stranger']

/** Whether an entry may be readable later. */
export const mayOpen = ({ opening }: ReadEntry): boolean => opening?.kind === 'closed' && passing.includes(opening.why)
