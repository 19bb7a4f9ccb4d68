import { mkdir } from 'node:fs/promises'
import { afterEach } from 'vitest'
import { openBrowsers } from './browser.ts'

const folder = 'build/failures'

/** What every page showed when a test failed, to look at afterwards. */
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  await mkdir(folder, { recursive: true })
  const pages = [...openBrowsers].flatMap((browser) => browser.contexts().flatMap((context) => context.pages()))
  const name = task.name.replace(/[^a-z0-9]+/gi, '-').slice(0, 60)
  for (const [at, page] of pages.slice(-8).entries()) {
    await page.screenshot({ path: `${folder}/${name}-${at}.png`, timeout: 5_000 }).catch(() => undefined)
  }
})
