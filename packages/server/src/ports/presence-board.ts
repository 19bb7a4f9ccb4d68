/** What somebody is; null: not there. */
export type Seen = 'online' | 'away' | null

/**
 * Which devices are connected, on all nodes. Nothing here is ever stored. A node that is heard of no more, because it
 * died or what lies between is gone, holds nobody on the board for longer than its lease.
 */
export interface PresenceBoard extends AsyncDisposable {
  /** A connection of a device is on this node, with what its person is. Called again on each change. */
  put(user: string, connection: string, state: 'online' | 'away'): void
  drop(user: string, connection: string): void
  /** `online` if any connection on any node is, else `away` if any is there, else null. */
  of(user: string): Seen
  /** Told of everybody of whom `of` answers something else than before, after it does, on whichever node it began. */
  watch(changed: (user: string) => void): void
}
