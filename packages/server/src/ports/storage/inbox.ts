import type { InboxEntry } from '@parley/protocol'
import type { Exchange } from './exchange.ts'
import type { UserDevice } from './sessions.ts'

export interface SealedMessage extends UserDevice {
  readonly body: string
}

/** `at` says which of the messages an answer is about: its place in the list. */
export type SealedSent =
  | { readonly ok: true; readonly stored: readonly { readonly at: number; readonly seq: number }[] }
  | { readonly ok: false; readonly at: number }

export interface InboxWrites {
  /** Appends to a device's inbox at the next position. `gone`: the device is signed out; `full`: `most` wait there. */
  'inbox.append': Exchange<
    { readonly device: string; readonly entry: Omit<InboxEntry, 'seq'>; readonly most: number },
    { readonly ok: true; readonly seq: number } | { readonly ok: false; readonly why: 'gone' | 'full' }
  >
  /**
   * Appends to the inboxes of devices that are signed in, and whose user shares a room with the sender or is the sender;
   * the others are left out. Nothing is stored if one of those inboxes would hold more than `most`.
   */
  'inbox.send': Exchange<
    {
      readonly from: UserDevice
      readonly at: number
      readonly messages: readonly SealedMessage[]
      readonly most: number
    },
    SealedSent
  >
  /** Deletes everything up to and including `seq`. */
  'inbox.ack': Exchange<{ readonly device: string; readonly seq: number }, null>
}

export interface InboxReads {
  /** What waits after a position, oldest first: at most `limit`, and a page ends early once it is about so long. */
  'inbox.after': Exchange<
    { readonly device: string; readonly after: number; readonly limit: number; readonly characters: number },
    readonly InboxEntry[]
  >
  /** Last positions that the inboxes of many devices gave out, acknowledged or not; those signed out are left out. */
  'inbox.heads': Exchange<
    { readonly devices: readonly string[] },
    readonly { readonly device: string; readonly head: number }[]
  >
}
