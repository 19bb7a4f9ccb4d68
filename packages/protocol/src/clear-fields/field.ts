/**
 * What the server can do with something. `reads`: it lies open. `checks`: it can compare or verify, and cannot get back
 * what it was made from. `sealed`: it keeps bytes that only people’s devices open. `never`: it does not get it at all.
 */
export type Sight = 'reads' | 'checks' | 'sealed' | 'never'

/** One thing about people, in words, with where it stands. */
export interface ClearField {
  /** Stable: translations are found by it. */
  readonly key: string
  readonly sight: Sight
  /** What it is. */
  readonly what: string
  /** Why the server has it, or what keeps it from having it. */
  readonly why: string
  /** How long it is kept. */
  readonly kept: string
  /** Where the store has it, each as `table.column`. Nothing: it is only handled, or not even that. */
  readonly columns: readonly string[]
}

export interface FieldGroup {
  readonly key: string
  readonly title: string
  readonly fields: readonly ClearField[]
}

/** Columns of one table: `of('users', 'id handle')` is `users.id` and `users.handle`. */
export const of = (table: string, columns: string): readonly string[] =>
  columns.split(' ').map((column) => `${table}.${column}`)

export const withAccount = 'As long as the account exists'
export const withRoom = 'As long as the room exists'
export const notKept = 'Not kept'
export const notSent = 'Not sent'
