import type { Line } from '../history/line.ts'

/** A message as it stands in a server's log. `h` is null where the server cannot read it. */
export interface Logged {
  readonly id: string
  readonly seq: number
  readonly h: string | null
  /** Whether it is a message; others only take their position. */
  readonly counts: boolean
}

/** From which position to which a user may read a room. */
export interface Seat {
  readonly room: string
  readonly user: string
  readonly from: number
  /** The last one; null: still there. */
  readonly to: number | null
}

/** Everything that is known of a run once it is over. */
export interface Run {
  /** In the order of time. */
  readonly lines: readonly Line[]
  /** The log of each room, in the order in which the server gives it. */
  readonly logs: ReadonlyMap<string, readonly Logged[]>
  readonly seats: readonly Seat[]
}

/** One thing that must not be. */
export interface Finding {
  /** I1 to I12. */
  readonly invariant: string
  readonly says: string
}

/** What names a message in a run. */
export const nameOf = ({ room, id }: { readonly room: string; readonly id: string }): string => `${room} ${id}`
