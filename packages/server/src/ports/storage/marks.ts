import type { Mark } from '@parley/protocol'
import type { Exchange } from './exchange.ts'

export interface SetMark {
  readonly room: string
  readonly user: string
  readonly device: string
  readonly delivered: number
  readonly read: number
}

export type MarkSet =
  | {
      readonly ok: true
      /** The member's own read mark now, on whatever device it was set. */
      readonly read: { readonly seq: number; readonly messages: number }
      readonly readMoved: boolean
      /** What others may see of this member, and whether that changed. */
      readonly mark: Mark
      readonly markMoved: boolean
      readonly members: number
    }
  | { readonly ok: false; readonly why: 'not-a-member' }

export interface MarkWrites {
  /**
   * Moves the marks of one device, if its user is a joined member then. Marks only grow and never pass the head; what
   * was read counts as delivered. What others see of `read` does not move while the user keeps read marks to themselves.
   */
  'mark.set': Exchange<SetMark, MarkSet>
}

export interface MarkReads {
  /** What others may see of each joined member; of a member without a mark, zeros. */
  'mark.list': Exchange<{ readonly room: string }, readonly Mark[]>
  /** How many joined members have delivered and read up to the head of a room. */
  'mark.counts': Exchange<{ readonly room: string }, { readonly delivered: number; readonly read: number }>
  /** Joined members of a room who neither tell nor see read marks. */
  'mark.silent': Exchange<{ readonly room: string }, readonly string[]>
}
