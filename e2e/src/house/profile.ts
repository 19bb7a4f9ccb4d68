import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium, type Page } from 'playwright-core'
import { isOpen, patience, startWhole } from './browser.ts'

/** A browser with a profile of its own on the disk, as people have it. */
export interface Profile extends AsyncDisposable {
  /** Starts the browser on this profile. Answers a page of it. */
  open(): Promise<Page>
  /** Ends its process with SIGKILL, as a power button would. */
  kill(): Promise<void>
  /** Ends it as people do. */
  close(): Promise<void>
}

/** Where the browser listens for the Chrome DevTools Protocol; it says so itself. */
async function listensAt({ stderr }: ChildProcess): Promise<string> {
  if (stderr) {
    for await (const line of createInterface({ input: stderr })) {
      const [, address] = /^DevTools listening on (\S+)/.exec(line) ?? []
      if (address !== undefined) return address
    }
  }
  throw new Error('The browser did not start.')
}

/** A profile that nobody has used yet. */
export async function newProfile(): Promise<Profile> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-profile-'))
  let running: { readonly process: ChildProcess; readonly browser: Browser } | null = null
  const ended = async (end: (now: NonNullable<typeof running>) => void): Promise<void> => {
    if (!running || running.process.exitCode !== null || running.process.signalCode !== null) return
    const gone = once(running.process, 'exit')
    end(running)
    await gone
  }
  const kill = () => ended(({ process }) => process.kill('SIGKILL'))
  return {
    kill,
    async open() {
      const own = ['--headless', `--user-data-dir=${folder}`, '--remote-debugging-port=0', '--password-store=basic']
      const { path, args } = startWhole([...own, '--lang=en-GB', 'about:blank'])
      const process = spawn(path, args, { stdio: ['ignore', 'ignore', 'pipe'] })
      const browser = isOpen(await chromium.connectOverCDP(await listensAt(process)))
      running = { process, browser }
      const [context] = browser.contexts()
      if (!context) throw new Error('The browser has no profile.')
      context.setDefaultTimeout(patience)
      const page = context.pages()[0] ?? (await context.newPage())
      await page.setViewportSize({ width: 1440, height: 900 })
      return page
    },
    close: () =>
      ended(({ browser }) => {
        const asked = browser.newBrowserCDPSession().then((chrome) => chrome.send('Browser.close'))
        asked.catch(() => undefined)
      }),
    async [Symbol.asyncDispose]() {
      await kill()
      await rm(folder, { recursive: true, force: true, maxRetries: 10 })
    },
  }
}
