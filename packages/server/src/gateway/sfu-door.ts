import type { SfuLine, SfuSeat } from '../ports/media-router.ts'

/** Who may have a line to the SFU, and for how long. */
export interface SfuDoor {
  /** For whom a ticket is, which is spent with it. Null: for nobody (any more). */
  redeem(ticket: string): Promise<SfuSeat | null>
  /** Whether `redeem` would answer somebody, without spending anything. */
  isGood(ticket: string): Promise<boolean>
  /** One more ticket for a seat, good for a minute. */
  ticket(seat: SfuSeat): string
  /** The line itself. Throws `unavailable` while there is no SFU. */
  enter(seat: SfuSeat): Promise<SfuLine>
  /** Calls back once the seat is lost; the answer ends that. */
  onLost(seat: SfuSeat, lost: () => void): () => void
}
