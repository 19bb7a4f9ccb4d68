import type { SfuLine, SfuSeat } from '../ports/media-router.ts'

/** Who may have a line to the SFU, and for how long. */
export interface SfuDoor {
  /** For whom a word is: a ticket, which is spent with it, or one that the SFU handed out. Null: for nobody (any more). */
  redeem(word: string): Promise<SfuSeat | null>
  /** Whether `redeem` would answer somebody, without spending anything. */
  isGood(word: string): Promise<boolean>
  /** The line itself. Throws `unavailable` while there is no SFU. */
  enter(seat: SfuSeat): Promise<SfuLine>
  /** Calls back once the seat is lost; the answer ends that. */
  onLost(seat: SfuSeat, lost: () => void): () => void
}
