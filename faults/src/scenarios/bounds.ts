import { quantile } from '@parley/bench/quantile'
import type { Line } from '../history/line.ts'
import type { Measured } from './scenario.ts'

/** A figure that is only told. */
export const told = (name: string, value: number): Measured => ({
  name,
  value: Math.round(value),
  most: Number.POSITIVE_INFINITY,
})

export const atMost = (name: string, value: number, most: number): Measured => ({
  name,
  value: Math.round(value),
  most,
})

/** 99 of 100 samples lie below it. Without samples nothing was measured, which is a failure. */
export const p99 = (name: string, samples: readonly number[], most: number): Measured => ({
  name: `${name}, p99 of ${samples.length}`,
  value: samples.length === 0 ? Number.POSITIVE_INFINITY : Math.round(quantile(samples, 0.99)),
  most,
})

/** Milliseconds from the sending of each message to its showing on each other device, of those sent within a time. */
export function showings(lines: readonly Line[], from: number, to: number): readonly number[] {
  const sent = new Map<string, { readonly t: number; readonly dev: string }>()
  for (const line of lines) if (line.op === 'send' && line.t >= from && line.t <= to) sent.set(line.id, line)
  return lines.flatMap((line) => {
    if (line.op !== 'display') return []
    const begun = sent.get(line.id)
    return begun && begun.dev !== line.dev ? [line.t - begun.t] : []
  })
}
