/** A call as the nodes share it. */
export interface SharedCall {
  readonly id: string
  readonly room: string
  /** From 1 on; each change is the next one. */
  readonly version: number
  readonly isOver: boolean
  /** What the feature knows of it, JSON. */
  readonly state: string
}

export type Put = { readonly ok: true } | { readonly ok: false; readonly other: SharedCall | null }

/**
 * The calls of all nodes, as they are now. Nothing here is ever stored: whoever is in a call is nobody's business later.
 * It may be lost as a whole; then each call is there again with its next version. What cannot be reached fails with
 * `unavailable`; what was asked of it may have happened.
 */
export interface CallBoard {
  /**
   * Takes the next version of a call; the first one begins it. Refused is what is not the version after the known one,
   * and a call that is not known, and not over, in a room where another is not over. The answer is what stands in the way.
   */
  put(call: SharedCall): Promise<Put>
  get(id: string): Promise<SharedCall | null>
  /** Every call that is not forgotten, in no order. */
  all(): Promise<readonly SharedCall[]>
  /** Forgets those of them that are over. */
  forget(ids: readonly string[]): Promise<void>
}
