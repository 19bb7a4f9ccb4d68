import type { Locator } from 'playwright-core'

/**
 * Presses a button.
 * @param mark what the page notes down when it is so far (User Timing)
 * @returns the milliseconds between the two, as the page counts them
 */
export async function pressToMark(button: Locator, mark: string): Promise<number> {
  const from = await button.evaluate((element: HTMLElement) => {
    const now = performance.now()
    element.click()
    return now
  })
  const took = await button.page().waitForFunction(
    ({ name, since }) => {
      const first = performance.getEntriesByName(name).find(({ startTime }) => startTime >= since)
      return first ? first.startTime - since : null
    },
    { name: mark, since: from },
  )
  return Number(await took.jsonValue())
}

/** The page has shown a picture of somebody else. */
export const firstFrame = 'parley-call-first-frame'
