import type { InboxEntry } from '@parley/protocol'
import type { Exchange } from './exchange.ts'

export interface InboxWrites {
  /** Appends to a device's inbox at the next position. null: the device is signed out. */
  'inbox.append': Exchange<
    { readonly device: string; readonly entry: Omit<InboxEntry, 'seq'> },
    { readonly seq: number } | null
  >
  /** Deletes everything up to and including `seq`. */
  'inbox.ack': Exchange<{ readonly device: string; readonly seq: number }, null>
}

export interface InboxReads {
  /** What waits after a position, oldest first. */
  'inbox.after': Exchange<{ readonly device: string; readonly after: number }, readonly InboxEntry[]>
}
