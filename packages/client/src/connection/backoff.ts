const least = 500
const most = 30_000

/**
 * Full jitter: anything up to a bound that doubles from 0.5 s to 30 s, so that clients thrown out together do not come
 * back together (C18).
 * @param attempt 1 for the first try after a loss
 * @param chance from 0 to below 1
 */
export const backoff = (attempt: number, chance: number): number =>
  Math.floor(chance * Math.min(most, least * 2 ** Math.min(attempt - 1, 10)))
