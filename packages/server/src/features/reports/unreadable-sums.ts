import { reportEvery, UnreadableReason } from '@parley/protocol'
import type { Figure } from '../../gateway/figure.ts'
import type { Clock } from '../../ports/clock.ts'

interface Count {
  readonly why: UnreadableReason
  readonly count: number
}

/** How many entries stayed unreadable, over all devices since the start. Whose they are is not kept. */
export class UnreadableSums {
  readonly #clock: Clock
  readonly #sums = new Map<UnreadableReason, number>(UnreadableReason.options.map((why) => [why, 0]))
  /** Until when a device has counted, in monotonic milliseconds; forgotten after that. */
  readonly #until = new Map<string, number>()

  constructor(clock: Clock) {
    this.#clock = clock
    clock.every(reportEvery, () => this.#forget())
  }

  /** Whether it counts, and milliseconds until the next one of the device does. */
  add(device: string, counts: readonly Count[]): { readonly counted: boolean; readonly again: number } {
    const now = this.#clock.monotonic()
    const until = this.#until.get(device) ?? now
    if (until > now) return { counted: false, again: Math.ceil(until - now) }
    this.#until.set(device, now + reportEvery)
    for (const { why, count } of counts) this.#sums.set(why, (this.#sums.get(why) ?? 0) + count)
    return { counted: true, again: reportEvery }
  }

  figure(): Figure {
    return {
      name: 'parley_unreadable_entries_total',
      help: 'Entries of sealed rooms that stayed unreadable, as devices report them.',
      type: 'counter',
      samples: [...this.#sums].map(([why, value]) => ({ labels: { why }, value })),
    }
  }

  #forget(): void {
    const now = this.#clock.monotonic()
    for (const [device, until] of this.#until) if (until <= now) this.#until.delete(device)
  }
}
