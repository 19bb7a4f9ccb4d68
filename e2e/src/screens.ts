import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { openPage, openWholeBrowser } from './house/browser.ts'
import type { Person } from './house/person.ts'
import { openTown, type Town } from './house/town.ts'
import { type Furnished, furnish } from './screens/furnish.ts'
import { call, offline, windows } from './screens/moments.ts'
import { sealing } from './screens/sealing.ts'
import { shoot } from './screens/shoot.ts'

const folder = fileURLToPath(new URL('../screens/', import.meta.url))

/** What a visitor sees before there is an account. */
async function doors({ server, browser }: Town): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    const { page } = await openPage(browser, { colorScheme })
    await page.goto(server.ownerLink ?? server.url)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await shoot(page, folder, `first-run.${colorScheme}`)
    await page.goto(`${server.url}/sign-in`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await shoot(page, folder, `sign-in.${colorScheme}`)
    await page.context().close()
  }
}

/** Rooms as somebody sees them who lives here, in each theme and width. */
async function rooms(town: Town, host: Person, places: Furnished['places']): Promise<void> {
  for (const [name, path] of places) {
    await host.page.goto(`${town.server.url}${path}`)
    await host.page.getByRole('heading', { level: 1 }).first().waitFor()
    for (const colorScheme of ['dark', 'light'] as const) {
      await host.page.emulateMedia({ colorScheme })
      for (const [width, height] of [
        [1440, 900],
        [360, 740],
        [768, 1024],
        [2560, 1440],
      ] as const) {
        await host.page.setViewportSize({ width, height })
        await shoot(host.page, folder, `${name}.${colorScheme}.${width}`)
      }
    }
  }
  await host.page.setViewportSize({ width: 1440, height: 900 })
}

/** `npm run screens -- call sealing`: only these parts. */
const wanted = process.argv.slice(2)
const isWanted = (part: string): boolean => wanted.length === 0 || wanted.includes(part)

await mkdir(folder, { recursive: true })
await using town = await openTown({}, undefined, openWholeBrowser)
if (isWanted('doors')) await doors(town)
const { host, friend, direct, places } = await furnish(town)
if (isWanted('rooms')) await rooms(town, host, places)
await host.page.goto(`${town.server.url}${places[0]?.[1] ?? ''}`)
if (isWanted('windows')) await windows(host, folder)
if (isWanted('call')) await call(host, friend, direct, folder)
if (isWanted('sealing')) await sealing(town, host, direct, folder)
if (isWanted('offline')) await offline(town, friend, folder)
process.stderr.write(`parley: the pictures are in ${folder}\n`)
