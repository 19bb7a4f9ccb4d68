import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
const flags = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update']

/** Chromium as the machine has it, else Playwright's own. */
export async function openBrowser(): Promise<Browser> {
  const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...flags]
  return await chromium.launch({ ...(installed === undefined ? {} : { executablePath: installed }), args })
}

/** A fresh profile with one page. */
export async function openProfile(
  browser: Browser,
): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
  return { context, page: await context.newPage() }
}

/** Makes a page's processor slower by a factor, as on a cheap phone. */
export async function slowDown(page: Page, rate: number): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate })
}
