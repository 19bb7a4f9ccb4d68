import type { RawSeat } from './device.ts'

/** What a driver asks of a process of raw devices. */
export type RawOrder =
  /** `data`: the folder of the server, whose keys sign who they are. They come one after the other, some at a time. */
  | {
      readonly do: 'come'
      readonly port: number
      readonly data: string
      readonly from: string
      readonly seats: readonly RawSeat[]
    }
  /** The first `talkers` devices write so many messages a second together, for so long. Answered at the end. */
  | {
      readonly do: 'talk'
      readonly talkers: number
      readonly perSecond: number
      readonly bytes: number
      readonly milliseconds: number
    }
  | { readonly do: 'report' }

/** How the devices of a process stand. `latencies` are those since the last report. */
export interface RawReport {
  readonly live: number
  /** The least position up to which one of them holds everything. */
  readonly cursor: number
  readonly holes: readonly string[]
  readonly closes: Readonly<Record<number, number>>
  readonly latencies: readonly number[]
  /** Messages that were acknowledged here. */
  readonly acknowledged: number
}

export interface RawAsked {
  readonly n: number
  readonly order: RawOrder
}
export interface RawAnswered {
  readonly n: number
  readonly fault: string | null
  readonly report: RawReport
}
