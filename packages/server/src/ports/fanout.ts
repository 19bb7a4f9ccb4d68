import type { Entry, Event, InboxEntry } from '@parley/protocol'

/**
 * What one node tells all nodes. A hint, never the truth: the log holds everything durable, so a lost hint costs
 * latency and nothing else.
 */
export type Hint =
  /** The log of a room grew to `entry.seq`. Published after the commit. */
  | { readonly kind: 'entry'; readonly room: string; readonly entry: Entry }
  /** The inbox of a device grew to `entry.seq`. Published after the commit. */
  | { readonly kind: 'inbox'; readonly user: string; readonly device: string; readonly entry: InboxEntry }
  /** For every connection of a user. */
  | { readonly kind: 'user'; readonly user: string; readonly event: Event }
  /** Once for every connection in any of these rooms, except those of one user. */
  | { readonly kind: 'rooms'; readonly rooms: readonly string[]; readonly event: Event; readonly except?: string }
  /** Somebody's keys or devices changed: the storage says whose. */
  | { readonly kind: 'keys' }
  /** Sessions that ended: their connections close with 4403. */
  | { readonly kind: 'revoked'; readonly user: string; readonly devices: readonly string[] }

export interface Fanout extends AsyncDisposable {
  /** Hands a hint to every subscriber on every node; those of one publisher arrive in order. Never throws. */
  publish(hint: Hint): void
  subscribe(receive: (hint: Hint) => void): void
}
