import type { Grant } from '@parley/protocol'
import type { Browser, BrowserContext } from 'playwright-core'
import { atMost } from './bar.ts'
import { openBrowser, openProfile, slowDown } from './browser.ts'
import { dataFolder } from './data-folder.ts'
import { firstScriptsKB } from './first-page.ts'
import type { Person } from './household.ts'
import { newId } from './id.ts'
import { fill, textOf } from './large-room.ts'
import { median, quantile } from './quantile.ts'
import { conclude, say } from './report.ts'
import { sendToRender } from './send-to-render.ts'
import { type ServerProcess, startServer } from './server-process.ts'

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>

interface Home {
  readonly person: Person
  /** An empty room, and one to be filled. */
  readonly rooms: readonly [small: string, large: string]
}

const rounds = 5
const messages = 100_000
const throttle = 4
const sends = 200

async function post<T>({ port }: ServerProcess, command: string, input: object, access?: string): Promise<T> {
  const authorization = access === undefined ? {} : { authorization: `Bearer ${access}` }
  const answer = await fetch(`http://localhost:${port}/api/${command}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization },
    body: JSON.stringify(input),
  })
  if (!answer.ok) throw new Error(`${command}: ${await answer.text()}`)
  return (await answer.json()) as T
}

const account = { handle: 'olga', password: 'a whole sentence as password', device: 'bench' }

async function settle(server: ServerProcess): Promise<Home> {
  const admission = { kind: 'owner', token: server.ownerToken ?? '' }
  const grant = await post<Grant>(server, 'accounts.register', { ...account, name: 'Olga', admission })
  const rooms = [newId(), newId()] as const
  for (const id of rooms) {
    await post(server, 'rooms.create', { id, kind: 'public', name: 'Harbour', topic: '' }, grant.access)
  }
  return { person: { user: grant.user, device: grant.device }, rooms }
}

/** Signs in within a profile of its own; its cookies serve other profiles. */
async function signIn(browser: Browser, url: string): Promise<Cookies> {
  const { context, page } = await openProfile(browser)
  await page.goto(url)
  await page.evaluate(async (input) => {
    const headers = { 'content-type': 'application/json' }
    await fetch('/api/sessions.sign-in', { method: 'POST', headers, body: JSON.stringify(input) })
  }, account)
  const cookies = await context.cookies()
  await context.close()
  return cookies
}

/** Milliseconds from the address to the sign-in screen, for a first visit with a slow processor. */
async function coldLoad(browser: Browser, url: string): Promise<number> {
  const { context, page } = await openProfile(browser)
  await slowDown(page, throttle)
  const from = performance.now()
  await page.goto(url, { waitUntil: 'commit' })
  await page
    .getByRole('button', { name: /sign in/i })
    .first()
    .waitFor()
  const ms = performance.now() - from
  await context.close()
  return ms
}

interface Opening {
  /** Milliseconds from the click to the newest message. */
  readonly ms: number
  /** Elements of the page then. */
  readonly elements: number
}

/** Opens the large room from the small one, in a profile that has never seen it. */
async function openLargeRoom(browser: Browser, url: string, { rooms: [small, large] }: Home): Promise<Opening> {
  const { context, page } = await openProfile(browser)
  await context.addCookies(await signIn(browser, url))
  await page.goto(`${url}/rooms/${small}`)
  await page.locator('[data-composer]').waitFor()
  const opening = await page.evaluate(
    async ({ path, last }) => {
      const from = performance.now()
      history.pushState(null, '', path)
      window.dispatchEvent(new PopStateEvent('popstate'))
      while (!document.querySelector('[role=log]')?.textContent?.includes(last)) {
        await new Promise((resolve) => requestAnimationFrame(resolve))
      }
      return { ms: performance.now() - from, elements: document.querySelectorAll('*').length }
    },
    { path: `/rooms/${large}`, last: textOf(messages - 1) },
  )
  await context.close()
  return opening
}

/** Two devices in one room: how long what is written on one takes to the screen of the other. */
async function liveUpdates(browser: Browser, url: string, { rooms: [small] }: Home): Promise<readonly number[]> {
  const profiles = [await openProfile(browser), await openProfile(browser)] as const
  for (const { context, page } of profiles) {
    await context.addCookies(await signIn(browser, url))
    await page.goto(`${url}/rooms/${small}`)
    await page.locator('[data-composer]').waitFor()
  }
  const times = await sendToRender(profiles[0].page, profiles[1].page, sends)
  for (const { context } of profiles) await context.close()
  return times
}

async function repeat<T>(step: () => Promise<T>): Promise<T[]> {
  const results: T[] = []
  for (let round = 0; round < rounds; round += 1) results.push(await step())
  return results
}

await using data = await dataFolder()
const first = await startServer(data.path)
const home = await settle(first)
await first[Symbol.asyncDispose]()
say(`Writing ${messages} messages into a room.`)
await fill(data.path, home.rooms[1], home.person, messages)
await using server = await startServer(data.path)
const browser = await openBrowser()
try {
  const url = `http://localhost:${server.port}`
  const loads = await repeat(() => coldLoad(browser, url))
  const updates = await liveUpdates(browser, url, home)
  const openings = await repeat(() => openLargeRoom(browser, url, home))
  conclude('web', [
    atMost('initial-js', firstScriptsKB(), 'KB of scripts (gzip) before the first screen', 250),
    atMost('cold-load', median(loads), `ms to the first screen, processor ${throttle}× slower`, 1500),
    atMost('send-to-render', quantile(updates, 0.95), `ms from key to the other's screen, p95 of ${sends}`, 150),
    atMost('open-room', median(openings.map(({ ms }) => ms)), `ms to open a room of ${messages} messages`, 500),
    atMost('elements', Math.max(...openings.map(({ elements }) => elements)), 'elements on the page then', 1999),
  ])
} finally {
  await browser.close()
}
