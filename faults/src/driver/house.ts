import type { Storage } from '@parley/server'

/** Where the people of a run are: one server, or several that are one. */
export interface House extends AsyncDisposable {
  /** Where clients come in. */
  readonly url: string
  readonly ownerToken: string
  /** How often a server ended although nobody had asked it to. */
  readonly crashes: number
  /** Folders in which it keeps what it has. */
  readonly places: readonly string[]
  /** Ends it in an orderly way and opens what it has kept. */
  opened(): Promise<Storage>
}
