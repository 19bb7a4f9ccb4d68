import type { Bar } from '../bar.ts'
import type { Row } from '../report.ts'

/** What one part of the measurement found: a table for people, and what counts. */
export interface Part {
  readonly rows: readonly Row[]
  readonly bars: readonly Bar[]
}
