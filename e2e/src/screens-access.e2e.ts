import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seriousFindings } from './house/axe.ts'
import type { Person } from './house/person.ts'
import { directWith, haveKeys } from './house/sealed.ts'
import { openTown, type Town } from './house/town.ts'
import { button, heading, visit } from './house/visitor.ts'

const themes = ['dark', 'light'] as const
/** Of the window, in CSS pixels; axe looks at the usual wide and the narrowest layout. */
const widths = [2560, 1440, 768, 360] as const
const forAxe: readonly number[] = [1440, 360]

let town: Town
let owner: Person
let ownerLink: string
beforeAll(async () => {
  town = await openTown()
  ownerLink = town.server.ownerLink ?? ''
})
afterAll(() => town[Symbol.asyncDispose]())

/** Nothing serious for axe, and nothing that scrolls sideways. */
async function holds(page: Page): Promise<void> {
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => null))))
  const { scroll, width } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    width: window.innerWidth,
  }))
  expect(scroll).toBeLessThanOrEqual(width)
  if (forAxe.includes(width)) expect(await seriousFindings(page)).toEqual([])
}

/** Shows a page in each theme and width. */
async function inAllLooks(page: Page): Promise<void> {
  for (const colorScheme of themes) {
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await holds(page)
    }
  }
}

describe('row 23: screens have no serious findings of axe and fit 360 to 2560 px', () => {
  test('first run, sign-in and dead links', async () => {
    const { page } = await visit(town.browser, ownerLink)
    await heading(page, 'Create the owner account').waitFor()
    await inAllLooks(page)
    await button(page, 'Use a password instead').click()
    await button(page, 'Create the account').click()
    await page.getByText('Type a name, so that people know who you are.').waitFor()
    await inAllLooks(page)
    await page.goto(`${town.server.url}/sign-in`)
    await heading(page, 'Welcome back').waitFor()
    await button(page, 'Sign in').click()
    await page.getByText('Type your handle.').waitFor()
    await inAllLooks(page)
    await page.goto(`${town.server.url}/invite#nonsense`)
    await heading(page, 'This invitation does not work any more').waitFor()
    await inAllLooks(page)
  })

  test('rooms, directory and windows over them', async () => {
    owner = await town.person('Olga')
    const other = await town.person('Ben')
    const { page } = owner
    await haveKeys(owner, other)
    await directWith(owner, other)
    for (const path of ['/', '/directory', '/nowhere']) {
      await page.goto(`${town.server.url}${path}`)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await inAllLooks(page)
    }
    await owner.enter(await town.room([owner, other]))
    await inAllLooks(page)
    await page.setViewportSize({ width: 1440, height: 800 })
    await page.getByRole('button', { name: 'Add a room' }).click()
    await page.getByRole('dialog').waitFor()
    await inAllLooks(page)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.setViewportSize({ width: 1440, height: 800 })
    await page.keyboard.press('Control+k')
    await page.getByRole('option').first().waitFor()
    await inAllLooks(page)
  })

  test('settings', async () => {
    const { page } = owner
    for (const section of ['profile', 'devices', 'privacy', 'sees', 'appearance', 'invites', 'server']) {
      await page.setViewportSize({ width: 1440, height: 800 })
      await page.goto(`${town.server.url}/settings/${section}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await inAllLooks(page)
    }
    await page.goto(`${town.server.url}/settings`)
    await heading(page, 'Settings').waitFor()
    await holds(page)
  })
})
