/** One position of a room, as the model has it. */
export interface Position {
  readonly id: string
  readonly device: string
  readonly isMessage: boolean
}

/** Somebody in a room, as the model has them. */
export interface Seat {
  isJoined: boolean
  /** First position that they may read. */
  since: number
  /** Up to where they have read. */
  read: number
}

/** A private room as the contract says it is: a list, and who may read from where. Nothing else. */
export class RoomModel {
  readonly log: Position[] = []
  readonly seats = new Map<string, Seat>()
  /** Grows with each change of who is in it. */
  version = 0

  seat(user: string): Seat | null {
    const seat = this.seats.get(user)
    return seat?.isJoined ? seat : null
  }

  /** Answers the position, and whether it was there before; null: they may not write. */
  say(user: string, device: string, id: string): { readonly seq: number; readonly dup: boolean } | null {
    const at = this.log.findIndex((one) => one.id === id && one.device === device)
    if (at >= 0) return { seq: at + 1, dup: true }
    const seat = this.seat(user)
    if (!seat) return null
    this.log.push({ id, device, isMessage: true })
    seat.read = this.log.length
    return { seq: this.log.length, dup: false }
  }

  come(user: string, id: string): void {
    this.#change(id)
    const here = this.log.length
    this.seats.set(user, { isJoined: true, since: here, read: here })
  }

  go(user: string, id: string): void {
    this.#change(id)
    const seat = this.seats.get(user)
    if (seat) seat.isJoined = false
  }

  /** Marks only grow and never pass the head. */
  mark(user: string, seq: number): void {
    const seat = this.seat(user)
    if (seat) seat.read = Math.max(seat.read, Math.min(seq, this.log.length))
  }

  /** What somebody has not read yet. */
  unread(seat: Seat): number {
    return this.log.slice(seat.read).filter(({ isMessage }) => isMessage).length
  }

  #change(id: string): void {
    this.version += 1
    this.log.push({ id, device: '', isMessage: false })
  }
}
