/** A value at a moment, in milliseconds. */
export interface Sample {
  readonly t: number
  readonly value: number
}

/** By how much values grow in a millisecond, by the line that fits them best (least squares); 0 of fewer than two. */
export function slope(samples: readonly Sample[]): number {
  const count = samples.length
  const mean = (of: (sample: Sample) => number): number => samples.reduce((sum, one) => sum + of(one), 0) / count
  const [middle, level] = [mean(({ t }) => t), mean(({ value }) => value)]
  const spread = samples.reduce((sum, { t }) => sum + (t - middle) ** 2, 0)
  return spread === 0 ? 0 : samples.reduce((sum, { t, value }) => sum + (t - middle) * (value - level), 0) / spread
}
