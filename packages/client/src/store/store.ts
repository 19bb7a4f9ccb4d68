/** Where a record stands: a group, and a place in it. Places of one group are ordered: numbers, then text. */
export type Place = string | number

/** What is kept on this device, by table. */
export const tables = ['meta', 'rooms', 'cursors', 'entries', 'outbox', 'drafts', 'marks', 'people', 'rosters'] as const
export type Table = (typeof tables)[number]

export type Change =
  | {
      readonly do: 'put'
      readonly table: Table
      readonly group: string
      readonly place: Place
      readonly value: unknown
    }
  | { readonly do: 'delete'; readonly table: Table; readonly group: string; readonly place: Place }
  /** Deletes the records of a group whose numeric place is below a bound; without a bound the whole group. */
  | { readonly do: 'clear'; readonly table: Table; readonly group: string; readonly below?: number }
  /** Deletes everything in the store. */
  | { readonly do: 'wipe' }

export interface Found {
  readonly group: string
  readonly place: Place
  readonly value: unknown
}

/** Which records of a group: all, or the last `limit` whose numeric place is below a bound. */
export interface Last {
  readonly below?: number
  readonly limit: number
}

/**
 * What a device keeps. Values are what a structured clone keeps; the caller never changes one it has given or got.
 * `write` is atomic: all changes or none, in their order, and a read that begins afterwards sees them. With `strict`
 * it returns once they survive a power cut, as far as the platform can promise that. It rejects with `device_full` where
 * there is no room left. Reads answer in order of place.
 */
export interface Store {
  get(table: Table, group: string, place: Place): Promise<unknown>
  list(table: Table, group: string, last?: Last): Promise<readonly Found[]>
  /** Every record of a table, group by group. */
  all(table: Table): Promise<readonly Found[]>
  write(changes: readonly Change[], durability: 'strict' | 'relaxed'): Promise<void>
  close(): Promise<void>
}

export const put = (table: Table, group: string, place: Place, value: unknown): Change => ({
  do: 'put',
  table,
  group,
  place,
  value,
})
export const remove = (table: Table, group: string, place: Place): Change => ({ do: 'delete', table, group, place })
