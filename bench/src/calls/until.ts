import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds until it counts as never. */
const patience = 240_000

/** Asks again and again until there is an answer. @param every milliseconds between two questions */
export async function until<T>(ask: () => Promise<T | null>, every = 200): Promise<T> {
  for (const end = performance.now() + patience; performance.now() < end; await sleep(every)) {
    const answer = await ask()
    if (answer !== null) return answer
  }
  throw new Error(`Nothing came of it within ${patience / 1000} s: ${ask}`)
}
