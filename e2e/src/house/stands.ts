import { expect } from 'vitest'

/** Waits until a counter stays as it is for two seconds. Answers when it was last seen to grow, in milliseconds. */
export async function stands(count: () => Promise<number>): Promise<number> {
  let [last, at] = [await count(), performance.now()]
  const isStill = async (): Promise<boolean> => {
    const now = await count()
    if (now !== last) [last, at] = [now, performance.now()]
    return performance.now() - at > 2000
  }
  await expect.poll(isStill).toBe(true)
  return at
}
