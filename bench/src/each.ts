/** Runs an asynchronous step for each item, some at a time, and answers in the order of the items. */
export async function each<T, R>(
  items: readonly T[],
  atOnce: number,
  step: (item: T, at: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  const queue = items.entries()
  const work = async (): Promise<void> => {
    for (const [at, item] of queue) results[at] = await step(item, at)
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return results
}
