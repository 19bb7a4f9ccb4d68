import type { SfuDoor } from '../../gateway/sfu-door.ts'
import type { House } from '../../house.ts'
import type { Sfu, SfuLine, SfuSeat } from '../../ports/media-router.ts'
import { Vouchers } from '../sessions/vouchers.ts'
import type { CallState } from './call-state.ts'
import type { Switchboard } from './switchboard.ts'

/** Milliseconds in which a ticket has to be used, and between two looks at who is in the SFU. */
const ticketLifetime = 60_000
const sweepEvery = 1000

interface Line {
  readonly seat: SfuSeat
  readonly lost: () => void
}

/**
 * Who may be in the SFU is who has a seat, and nobody else: lines end with the seat, and whoever is in there without one is
 * thrown out within two seconds.
 */
export class SfuDesk implements SfuDoor {
  readonly #house: House
  readonly #sfu: Sfu
  readonly #switchboard: Switchboard
  readonly #tickets: Vouchers<SfuSeat>
  readonly #lines = new Set<Line>()
  /** Calls that went over the SFU, and are not closed there. */
  readonly #calls = new Set<string>()

  constructor(house: House, sfu: Sfu, switchboard: Switchboard) {
    this.#house = house
    this.#sfu = sfu
    this.#switchboard = switchboard
    this.#tickets = new Vouchers(house, 'sfu', ticketLifetime)
    switchboard.watch((call) => this.#changed(call))
    house.clock.every(sweepEvery, () => void this.#sweep())
  }

  /** Lets one device into one call, once. */
  ticket({ call, device }: SfuSeat): string {
    return this.#tickets.give({ call, device })
  }

  async redeem(ticket: string): Promise<SfuSeat | null> {
    const seat = this.#tickets.take(ticket)
    return seat && (await this.#isSeated(seat)) ? seat : null
  }

  async isGood(ticket: string): Promise<boolean> {
    const seat = this.#tickets.look(ticket)
    return seat !== null && (await this.#isSeated(seat))
  }

  async enter(seat: SfuSeat): Promise<SfuLine> {
    this.#calls.add(seat.call)
    return await this.#sfu.enter(seat)
  }

  onLost(seat: SfuSeat, lost: () => void): () => void {
    const line = { seat, lost }
    this.#lines.add(line)
    return () => this.#lines.delete(line)
  }

  /** A seat counts while its lease does, whatever it was let in by. */
  async #isSeated({ call, device }: SfuSeat): Promise<boolean> {
    const isIn = (): boolean => this.#switchboard.isInSfu(call, device)
    if (!isIn()) await this.#switchboard.refresh(call)
    return isIn()
  }

  #changed(call: CallState): void {
    if (!this.#calls.has(call.id)) return
    for (const line of this.#lines) {
      if (line.seat.call !== call.id || this.#switchboard.hasSeat(call.id, line.seat.device)) continue
      line.lost()
      void this.#try(() => this.#sfu.remove(line.seat))
    }
    if (call.kind !== 'ended') return
    this.#calls.delete(call.id)
    void this.#try(() => this.#sfu.close(call.id))
  }

  /** Who is there without a seat goes. Whoever goes over to the mesh leaves by themselves, once they have a picture. */
  async #sweep(): Promise<void> {
    for (const call of this.#calls) {
      await this.#try(async () => {
        const isIn = (device: string): boolean => this.#switchboard.hasSeat(call, device)
        const strangers = (await this.#sfu.present(call)).filter((device) => !isIn(device))
        // Somebody may have come by another node a moment ago.
        if (strangers.length > 0) await this.#switchboard.refresh(call)
        for (const device of strangers) if (!isIn(device)) await this.#sfu.remove({ call, device })
      })
    }
  }

  /** What does not reach the SFU now is done by the next sweep, or has no object because the SFU has ended. */
  async #try(work: () => Promise<void>): Promise<void> {
    if (!this.#sfu.isUp) return
    await work().catch((err: unknown) => this.#house.log.warn({ err }, 'the SFU did not do what it was told'))
  }
}
