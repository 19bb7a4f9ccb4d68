import type { Page } from 'playwright-core'

/** Gives a page the focus of the person at the screen, or takes it away: a headless browser says every page has it. */
export async function attend(page: Page, attends: boolean): Promise<void> {
  await page.evaluate((has) => {
    document.hasFocus = () => has
    window.dispatchEvent(new Event(has ? 'focus' : 'blur'))
  }, attends)
}
