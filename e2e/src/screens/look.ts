import type { Page } from 'playwright-core'
import { shoot } from './shoot.ts'

const sizes = [
  [1440, 900],
  [390, 844],
] as const

/** Shoots what a page shows now in each theme, wide and narrow. */
export async function inEachLook(
  page: Page,
  folder: string,
  name: string,
  themes: readonly ('dark' | 'light')[] = ['dark', 'light'],
): Promise<void> {
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme })
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height })
      await shoot(page, folder, `${name}.${colorScheme}.${width}`)
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}
