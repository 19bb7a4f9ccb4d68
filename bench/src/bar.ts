/** A figure that the product promises. */
export interface Bar {
  readonly id: string
  readonly value: number
  readonly unit: string
  readonly limit: number
  readonly ok: boolean
}

const rounded = (value: number): number => Number(value.toPrecision(3))

/** A bar that is met when the value is not above the limit. */
export const atMost = (id: string, value: number, unit: string, limit: number): Bar => ({
  id,
  value: rounded(value),
  unit,
  limit,
  ok: value <= limit,
})

/** A bar that is met when the value is not below the limit. */
export const atLeast = (id: string, value: number, unit: string, limit: number): Bar => ({
  id,
  value: rounded(value),
  unit,
  limit,
  ok: value >= limit,
})
