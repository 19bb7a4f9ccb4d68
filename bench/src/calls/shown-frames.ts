import type { Page } from 'playwright-core'

/** A picture of somebody that came to stand on a page, in ms as the page counts them. */
type Watching = typeof globalThis & { shownAt: number[] }

/**
 * Notes from now on when a page shows another frame of somebody, in whichever element bears their name: a call that goes
 * another way changes it. Where the page had no time to be told of a frame, the gap that is seen here is longer than the
 * one that people see.
 */
export async function watchFrames(page: Page, name: string): Promise<void> {
  await page.evaluate((label) => {
    const shownAt: number[] = []
    Object.assign(globalThis, { shownAt })
    const followed = new WeakSet<HTMLVideoElement>()
    const follow = (video: HTMLVideoElement): void => {
      video.requestVideoFrameCallback((_, { presentationTime }) => {
        // One that is still coming has no name yet.
        if (video.isConnected && video.getAttribute('aria-label') === label) shownAt.push(presentationTime)
        follow(video)
      })
    }
    const look = (): void => {
      for (const video of document.querySelectorAll('video')) {
        if (followed.has(video)) continue
        followed.add(video)
        follow(video)
      }
    }
    new MutationObserver(look).observe(document, { childList: true, subtree: true })
    look()
  }, name)
}

/** Now, as a page counts it. */
export const nowAt = (page: Page): Promise<number> => page.evaluate(() => performance.now())

/** When frames were shown. */
export const framesOf = (page: Page): Promise<readonly number[]> =>
  page.evaluate(() => (globalThis as Watching).shownAt)

/** The gaps between frames that lie at least in part between two moments, in ms; the last one may go on. */
export function gapsBetween(frames: readonly number[], from: number, to: number): readonly number[] {
  const sorted = frames.toSorted((one, other) => one - other)
  const begin = sorted.findLast((at) => at <= from) ?? from
  const moments = [begin, ...sorted.filter((at) => at > from && at <= to), to]
  return moments.slice(1).map((at, index) => at - (moments[index] ?? at))
}
