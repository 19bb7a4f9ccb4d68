import { nameOf } from '../checker/run.ts'
import type { House } from '../driver/house.ts'
import type { Line, LineOf } from '../history/line.ts'
import { now } from '../history/now.ts'
import type { Measured } from './scenario.ts'

/** A part of a run, by the clock of its history. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** What happened from now until it is called again. */
export function span(): () => Span {
  const from = now()
  return () => ({ from, to: now() })
}

export const within = (lines: readonly Line[], { from, to }: Span): readonly Line[] =>
  lines.filter(({ t }) => t >= from && t <= to)

export const linesOf = <O extends Line['op']>(lines: readonly Line[], op: O): readonly LineOf<O>[] =>
  lines.filter((line) => line.op === op) as unknown as readonly LineOf<O>[]

/** The value below which such a part of them is; 0 of none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? 0)
}

/** How long devices were without a server: milliseconds that were enough 95 of 100 times. */
export function backAgain(lines: readonly Line[], fault: string, most: number): Measured {
  const left = new Map<string, number>()
  const took: number[] = []
  for (const { dev, is, t } of linesOf(lines, 'link')) {
    const since = left.get(dev)
    if (is === 'away') left.set(dev, t)
    else if (since !== undefined) took.push(t - since)
    if (is === 'live') left.delete(dev)
  }
  const name = `${fault}: milliseconds until a device is back, 95 of 100 (of ${took.length})`
  return { name, value: quantile(took, 0.95), most }
}

/** How long after their acknowledgement messages came to others: milliseconds that were enough 99 of 100 times. */
export function lag(lines: readonly Line[], during: Span, fault: string, most: number): Measured {
  const acked = new Map<string, { readonly t: number; readonly dev: string }>()
  for (const ack of linesOf(within(lines, during), 'ack')) if (!acked.has(nameOf(ack))) acked.set(nameOf(ack), ack)
  const late = linesOf(lines, 'recv').flatMap((got) => {
    const ack = acked.get(nameOf(got))
    return ack && ack.dev !== got.dev ? [Math.max(0, got.t - ack.t)] : []
  })
  const name = `${fault}: milliseconds from an acknowledgement to the others, 99 of 100 (of ${late.length})`
  return { name, value: quantile(late, 0.99), most }
}

/** How many messages were refused for good. */
export function refusals(lines: readonly Line[], fault: string): Measured {
  return { name: `${fault}: messages that could not be sent`, value: linesOf(lines, 'nack').length, most: 0 }
}

/** Servers that ended by themselves. */
export const uncalledFor = ({ crashes }: Pick<House, 'crashes'>): Measured => ({
  name: 'servers that ended although nobody had asked them to',
  value: crashes,
  most: 0,
})

/** How much was said. */
export function saidIn(lines: readonly Line[]): readonly string[] {
  const ids = (op: 'send' | 'ack') => new Set(linesOf(lines, op).map(nameOf)).size
  const displays = linesOf(lines, 'display').length
  return [`${ids('send')} messages sent`, `${ids('ack')} acknowledged`, `${displays} times heard`]
}
