/** Which devices are connected, on all nodes. Nothing here is ever stored. */
export interface PresenceBoard extends AsyncDisposable {
  /** A connection of a device is there, with what its person is. Called again on each change. */
  put(user: string, connection: string, state: 'online' | 'away'): void
  drop(user: string, connection: string): void
  /** `online` if any connection is, else `away` if any is there, else null. */
  of(user: string): 'online' | 'away' | null
}
