import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const flags = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-smooth-scrolling',
  // Few frames: everybody's pictures are coded by one processor.
  '--use-fake-device-for-media-stream=fps=5',
  '--autoplay-policy=no-user-gesture-required',
]

/** Pages without the window of a browser around them: they take a third less of the processor. */
const shells = ['/usr/bin/chromium-headless-shell']
const whole = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Milliseconds until it counts as never that something shows: a machine may have little time for its tests. */
export const patience = 240_000

/** Every browser that is open now. */
export const openBrowsers = new Set<Browser>()

/** How a Chromium is started here. `more`: further flags. */
const start = (programs: readonly string[], more: readonly string[]) => ({
  path: programs.find((path) => existsSync(path)) ?? chromium.executablePath(),
  args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...flags, ...more],
})

/** Keeps in mind that a browser is open. */
export function isOpen(browser: Browser): Browser {
  openBrowsers.add(browser)
  browser.on('disconnected', () => openBrowsers.delete(browser))
  return browser
}

/** How Chromium is started as people have it. `more`: further flags. */
export const startWhole = (more: readonly string[]) => start(whole, more)

const fakeDevices = ['--use-fake-ui-for-media-stream']

async function launch({ path, args }: ReturnType<typeof start>, ignoreDefaultArgs: string[] = []): Promise<Browser> {
  return isOpen(await chromium.launch({ executablePath: path, args, ignoreDefaultArgs }))
}

/** The headless shell of Chromium, with a camera and microphone that are not real. `more`: further flags. */
export const openBrowser = (more: readonly string[] = fakeDevices): Promise<Browser> =>
  launch(start([...shells, ...whole], more))

/** The same by another program, which `wrap` makes of the path of Chromium. `more`: further flags. */
export async function openWrapped(
  wrap: (path: string) => Promise<string>,
  more: readonly string[] = fakeDevices,
): Promise<Browser> {
  const { path, args } = start([...shells, ...whole], more)
  return await launch({ path: await wrap(path), args })
}

/** The same as all of Chromium: what asks people, and the list of their devices, only that has. */
export const openWholeBrowser = (more: readonly string[] = fakeDevices): Promise<Browser> => launch(startWhole(more))

/** The same, and what its tabs play can be captured: other browsers here are muted. */
export const openLoudBrowser = (more: readonly string[]): Promise<Browser> => launch(startWhole(more), ['--mute-audio'])

/** A page, and what it complains about as that comes. */
interface Heard {
  readonly page: Page
  readonly complaints: string[]
}

/** One more page of a browser profile. */
export async function newPage(profile: BrowserContext): Promise<Heard> {
  const page = await profile.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && /content security policy|trusted/i.test(message.text()))
      complaints.push(message.text())
  })
  return { page, complaints }
}

/** One person's browser profile with one page. What the page complains about is collected. Nothing moves for show. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Heard> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...options,
  })
  context.setDefaultTimeout(patience)
  return await newPage(context)
}

/** A passkey device for one page (Chrome DevTools Protocol, WebAuthn domain). `prf`: it derives what pages ask for. */
export async function addPasskeyDevice(page: Page, prf = false): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      hasPrf: prf,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

/**
 * Closes everybody's pages, and with them what their profiles keep: a call that goes on would take the processor from
 * the next test.
 */
export const closePages = (...browsers: readonly Browser[]): Promise<void> =>
  closeProfiles(browsers.flatMap((browser) => browser.contexts()))

/** Closes browser profiles. */
export async function closeProfiles(profiles: readonly BrowserContext[]): Promise<void> {
  await Promise.all(profiles.map((profile) => profile.close()))
}
