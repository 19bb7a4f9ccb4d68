import type { Entry, EntryKind } from '@parley/protocol'
import type { Exchange } from './exchange.ts'

export interface Append {
  readonly room: string
  readonly id: string
  readonly kind: EntryKind
  readonly sender: string
  readonly device: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly body: string
  /** It is content in clear, which a sealed room does not take. */
  readonly isClear?: boolean
  /** In a sealed room: how far its membership log went, as far as its writer knew when it was sealed. */
  readonly lines?: number
  /** Ids of what the device wrote into the room after this and sent before: some of it may be stored. */
  readonly later?: readonly string[]
}

export type NotAppended = 'not-a-member' | 'conflict' | 'not-sealed' | 'stale' | 'overtaken'

export type Appended =
  | {
      readonly ok: true
      readonly seq: number
      readonly at: number
      readonly messages: number
      readonly dup: boolean
      /** A direct message of two that the other side has closed: it has to come back to them. */
      readonly closed: boolean
    }
  | { readonly ok: false; readonly why: NotAppended }

export interface EntryWrites {
  /**
   * Allocates the next position and stores the entry in one transaction, if the sender is a joined member then (C4, C16).
   * Idempotent by (room, device, id); the same id with another kind is a conflict, and where the room is not sealed with
   * another body too (C3). What was stored once is found again also by somebody who is no longer a member: their retry
   * must not be told that it was refused.
   * What is clear is not taken where the room is sealed, and what was sealed for an older membership log is `stale`: a
   * newcomer could not open it. What is not stored although something `later` is was refused once, and the device has not
   * heard of it: it is `overtaken`, since it would come behind what was written after it (C5).
   * Whoever says something has read what came before: a message moves its sender's own read mark to itself, and not what
   * others are shown of it.
   */
  'entry.append': Exchange<Append, Appended>
}

export type PageAt =
  | { readonly kind: 'before' | 'after' | 'around'; readonly seq: number }
  | { readonly kind: 'newest' }
  | { readonly kind: 'moment'; readonly at: number }

export interface EntryReads {
  /** Entries with after < seq ≤ until, oldest first, at most `limit`. */
  'entry.range': Exchange<
    { readonly room: string; readonly after: number; readonly until: number; readonly limit: number },
    readonly Entry[]
  >
  /** One page not below `since`, oldest first. */
  'entry.page': Exchange<
    { readonly room: string; readonly at: PageAt; readonly limit: number; readonly since: number },
    readonly Entry[]
  >
  /** Last position of a room; 0 for one that does not exist. */
  'entry.head': Exchange<{ readonly room: string }, number>
  /** Last positions of many rooms at once; those that do not exist are left out. */
  'entry.heads': Exchange<
    { readonly rooms: readonly string[] },
    readonly { readonly room: string; readonly head: number }[]
  >
}
