import type { Mark, SealedMark } from '@parley/protocol'
import type { Exchange } from './exchange.ts'

export interface SetMark {
  readonly room: string
  readonly user: string
  readonly device: string
  readonly delivered: number
  readonly read: number
}

/** The same in a sealed room: what others may know is sealed; null: nothing for them. */
export interface SealMark {
  readonly room: string
  readonly user: string
  readonly device: string
  readonly read: number
  readonly sealed: string | null
}

/** `wrong-sealing`: the room is sealed and the marks are not, or the other way round. */
export interface MarkRefused {
  readonly ok: false
  readonly why: 'not-a-member' | 'wrong-sealing'
}

/** The member's own read mark after a write, and the size of the room. */
export interface OwnMark {
  readonly ok: true
  /** On whatever device it was set. */
  readonly read: { readonly seq: number; readonly messages: number }
  readonly readMoved: boolean
  readonly members: number
}

export type MarkSealed = OwnMark | MarkRefused

export type MarkSet =
  | (OwnMark & {
      /** What others may see of this member, and whether that changed. */
      readonly mark: Mark
      readonly markMoved: boolean
    })
  | MarkRefused

export interface MarkWrites {
  /**
   * Moves the marks of one device, if its user is a joined member then. Marks only grow and never pass the head; what
   * was read counts as delivered. What others see of `read` does not move while the user keeps read marks to themselves.
   */
  'mark.set': Exchange<SetMark, MarkSet>
  /**
   * Moves the own read mark of a member of a sealed room, and keeps what their device has sealed in place of what it
   * sealed before, unless the room has more than `markMembers`. What devices sealed whose sessions have ended goes with
   * the next value of the same member, and everything of a member with their membership.
   */
  'mark.seal': Exchange<SealMark, MarkSealed>
}

export interface MarkReads {
  /** What others may see of each joined member; of a member without a mark, zeros. */
  'mark.list': Exchange<{ readonly room: string }, readonly Mark[]>
  /** What the devices of joined members have sealed, of each the last. */
  'mark.sealed': Exchange<{ readonly room: string }, readonly SealedMark[]>
  /** How many joined members have delivered and read up to the head of a room. */
  'mark.counts': Exchange<{ readonly room: string }, { readonly delivered: number; readonly read: number }>
  /** Joined members of a room who neither tell nor see read marks. */
  'mark.silent': Exchange<{ readonly room: string }, readonly string[]>
}
