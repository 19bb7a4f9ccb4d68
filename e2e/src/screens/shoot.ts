import { join } from 'node:path'
import type { Page } from 'playwright-core'

/** Writes what a page shows, once its fonts and pictures are there, its skeletons gone and nothing moves. */
export async function shoot(page: Page, folder: string, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  await page.waitForLoadState('networkidle')
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    const isBusy = () => document.querySelector('[aria-busy=true]') !== null
    for (let turn = 0; turn < 600 && isBusy(); turn += 1) await frame()
    // Some go on for as long as it rings.
    const ends = ({ effect }: Animation): boolean => Number(effect?.getComputedTiming().endTime) !== Infinity
    const animations = document.getAnimations().filter(ends)
    await Promise.all(animations.map((animation) => animation.finished.catch(() => undefined)))
  })
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
}
