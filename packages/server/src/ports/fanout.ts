import type { ClientFrame, Cost, Entry, Event, InboxEntry } from '@parley/protocol'
import type { SharedCall } from './call-board.ts'

/** Who, or from where; what of; how much. */
export type Took = readonly [who: string, bucket: Cost['bucket'], units: number]

/**
 * What one node tells all nodes. A hint, never the truth: the log holds everything durable, so a lost hint costs
 * latency and nothing else.
 */
export type Hint =
  /** The log of a room grew to `entry.seq`. Published after the commit. */
  | { readonly kind: 'entry'; readonly room: string; readonly entry: Entry }
  /** The same of an entry that changes nobody's membership; `frame` is what clients get, made once for all nodes: JSON in UTF-8. */
  | {
      readonly kind: 'framed'
      readonly room: string
      readonly seq: number
      readonly sender: string
      readonly frame: Buffer
    }
  /** The inbox of a device grew to `entry.seq`. Published after the commit. */
  | { readonly kind: 'inbox'; readonly user: string; readonly device: string; readonly entry: InboxEntry }
  /** For every connection of a user. */
  | { readonly kind: 'user'; readonly user: string; readonly event: Event }
  /** Once for every connection in any of these rooms, except those of one user. */
  | { readonly kind: 'rooms'; readonly rooms: readonly string[]; readonly event: Event; readonly except?: string }
  /** A call as it is now. */
  | { readonly kind: 'call'; readonly call: SharedCall }
  /** Somebody's keys or devices changed: the storage says whose. */
  | { readonly kind: 'keys' }
  /** Sessions that ended: their connections close with 4403. */
  | { readonly kind: 'revoked'; readonly user: string; readonly devices: readonly string[] }
  /** A frame of a device for its connection to another node. */
  | {
      readonly kind: 'frame'
      readonly connection: string
      readonly device: string
      readonly frame: Exclude<ClientFrame, { type: 'do' }>
    }
  /** Units that people took of what they may do in a time. */
  | { readonly kind: 'took'; readonly node: string; readonly took: readonly Took[] }
  /** What can be had only once was had; `ends` is when it is over anyway, in milliseconds since 1970. */
  | { readonly kind: 'spent'; readonly voucher: string; readonly ends: number }
  /** A node has lost the store, and asks whether another one has it. */
  | { readonly kind: 'storeless'; readonly node: string }
  /** The answer, to the node that asked: here it can be reached. */
  | { readonly kind: 'storeful'; readonly node: string }

/** `all`: hints of every node arrive. `self`: those of this node alone; news of others is found in the storage. */
export type Reach = 'all' | 'self'

export interface Fanout extends AsyncDisposable {
  /**
   * Hands a hint to every subscriber on every node; those of one publisher arrive in order. On this node they have
   * arrived when it returns, whatever has become of the others. Never throws, never waits, also when a subscriber throws.
   */
  publish(hint: Hint): void
  /** Hands a hint to the subscribers of this node only: something that was found in the storage. */
  replay(hint: Hint): void
  subscribe(receive: (hint: Hint) => void): void
  readonly reach: Reach
  /**
   * Told of each change of `reach`, after it. Told `all` again where it was `all` when hints of other nodes were lost
   * on the way: whoever depends on them looks once into the storage.
   */
  watch(changed: (reach: Reach) => void): void
}
