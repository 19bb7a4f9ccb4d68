import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfig, start } from '@parley/server'
import { build } from 'vite'
import { openBrowser, openProfile } from '../browser.ts'
import { dataFolder } from '../data-folder.ts'
import type { Figures } from './measure.ts'

const page = fileURLToPath(new URL('./page/', import.meta.url))

interface Result {
  readonly figures?: Figures
  readonly failed?: string
  /** Milliseconds that the page was busy or waited at most, while its worker measured. */
  readonly longest: number
}

/** Runs the measurement in a worker of a page that the real server hands out, under the policy of the web app. */
export async function inChromium(): Promise<{ readonly figures: Figures; readonly longest: number }> {
  await using data = await dataFolder()
  const web = join(data.path, 'page')
  await build({
    configFile: false,
    root: page,
    logLevel: 'warn',
    build: {
      outDir: web,
      emptyOutDir: true,
      target: 'es2024',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
    worker: { format: 'es' },
  })
  const config = readConfig({ PARLEY_DATA: join(data.path, 'server'), PARLEY_PORT: '0' }, [])
  const server = await start(
    { ...config, web },
    {
      died(error) {
        throw error
      },
    },
  )
  const browser = await openBrowser()
  try {
    const { page: window } = await openProfile(browser)
    await window.goto(server.url)
    await window.waitForFunction(() => 'result' in globalThis, null, { timeout: 600_000 })
    const result = await window.evaluate(() => (globalThis as unknown as { result: Result }).result)
    if (!result.figures) throw new Error(result.failed ?? 'Nothing was measured.')
    return { figures: result.figures, longest: result.longest }
  } finally {
    await browser.close()
    await server[Symbol.asyncDispose]()
  }
}
