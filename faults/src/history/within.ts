export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits for something at most so many seconds; the error says who waits for what. */
export async function within<T>(seconds: number, what: string, promise: Promise<T>): Promise<T> {
  const { promise: over, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`${what}: not within ${seconds} s.`)), seconds * 1000)
  try {
    return await Promise.race([promise, over])
  } finally {
    clearTimeout(timer)
  }
}

/** Looks again and again until something holds, at most so many seconds; the error says who waits for what. */
export async function eventually(
  seconds: number,
  what: string,
  holds: () => boolean | Promise<boolean>,
): Promise<void> {
  const end = performance.now() + seconds * 1000
  for (let wait = 5; !(await holds()); wait = Math.min(wait * 2, 200)) {
    if (performance.now() > end) throw new Error(`${what}: not within ${seconds} s.`)
    await pause(wait)
  }
}
