import type { Quality } from '../quality/quality.ts'

/** How busy a computer is with a call, and with everything else that runs on it. */
export type Strain = 'none' | 'some' | 'much'

/** How busy the processor is in the words of Compute Pressure (W3C, §4.1); null: the browser does not say. */
export type Pressure = 'nominal' | 'fair' | 'serious' | 'critical' | null

/** Percent of the frames that came and were dropped, since there was no time for them. */
const dropped = { some: 10, much: 30 }

/** What the browser says of the processor, and what a call shows of it. Pure. */
export function strainOf(pressure: Pressure, qualities: readonly Quality[]): Strain {
  const most = Math.max(0, ...qualities.map(({ framesDropped }) => framesDropped))
  if (pressure === 'critical' || most > dropped.much) return 'much'
  const isShort = qualities.some(({ isShortOfTime }) => isShortOfTime)
  return pressure === 'serious' || isShort || most > dropped.some ? 'some' : 'none'
}
