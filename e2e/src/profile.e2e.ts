import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './house/axe.ts'
import { message, write } from './house/conversation.ts'
import { openLine } from './house/line.ts'
import { directWith, haveKeys } from './house/sealed.ts'
import { openTown, type Town } from './house/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town[Symbol.asyncDispose]())

const phone = { width: 360, height: 740 }
const about = 'Keeps eleven tide gauges honest. Ask me about gaskets, currents and buns.'
const field = (page: Page, name: string) => page.getByRole('textbox', { name })
const preview = (page: Page) => page.getByRole('region', { name: 'How others see you' })

/** In both themes and on a phone nothing reaches over the edge, and axe finds nothing. */
async function isSound(page: Page): Promise<void> {
  const before = page.viewportSize() ?? phone
  for (const size of [before, phone]) {
    await page.setViewportSize(size)
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
      expect(await seriousFindings(page)).toEqual([])
    }
  }
  await page.setViewportSize(before)
}

/** Types into a field, leaves it by the keyboard, and waits until that is kept. */
async function fillIn(page: Page, name: string, text: string): Promise<void> {
  await field(page, name).fill(text)
  await page.keyboard.press('Tab')
  await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor()
}

test('row 93: what is written in the profile shows on the card of whoever shares a conversation, as text', async () => {
  const [ada, bo] = [await town.person('Ada'), await town.person('Bo')]
  await haveKeys(ada, bo)
  const room = await directWith(ada, bo)
  await ada.page.goto(`${town.server.url}/settings/profile`)
  await field(ada.page, 'Pronouns').and(ada.page.locator(':enabled')).waitFor()
  await fillIn(ada.page, 'Pronouns', 'she/her')
  await fillIn(ada.page, 'About you', about)
  await ada.page.getByText('73 of 280').waitFor()
  await fillIn(ada.page, 'Status', '<b>Boat</b> https://example.org')
  await ada.page.getByRole('combobox', { name: 'Show the status' }).click()
  await ada.page.getByRole('option', { name: 'For 1 hour' }).click()
  await preview(ada.page)
    .getByText(/^until /)
    .waitFor()
  await isSound(ada.page)

  await field(ada.page, 'About you').fill('x'.repeat(10_000))
  await ada.page.keyboard.press('Tab')
  await ada.page.getByText('This is too long. Make it shorter, and it is saved.').waitFor()
  await isSound(ada.page)
  await ada.page.reload()
  await preview(ada.page).getByText(about).waitFor()
  expect(await field(ada.page, 'About you').inputValue()).toBe(about)

  await ada.enter(room)
  await bo.enter(room)
  await write(ada.page, 'hello')
  await message(bo.page, 'hello').waitFor()
  await bo.page.getByRole('button', { name: 'Ada', exact: true }).first().click()
  for (const words of ['she/her', about, '<b>Boat</b> https://example.org'])
    await bo.page.getByText(words, { exact: true }).waitFor()
  await bo.page.getByText(/^until /).waitFor()
  expect(await bo.page.getByRole('link', { name: 'example.org' }).count()).toBe(0)
  expect(await bo.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  expect(await seriousFindings(bo.page)).toEqual([])
  expect([...ada.complaints, ...bo.complaints]).toEqual([])
})

test('row 93: a device that is not confirmed cannot change the profile and says why', async () => {
  const cy = await town.person('Cy')
  await haveKeys(cy)
  const fresh = await town.again(cy, { viewport: phone })
  await fresh.page.goto(`${town.server.url}/settings/profile`)
  await fresh.page.getByText('so it can neither read nor change them before that').waitFor()
  expect(await field(fresh.page, 'Pronouns').isDisabled()).toBe(true)
  await isSound(fresh.page)
})

test('row 93: without a connection the text stays in its field with the reason, and is saved once there is one', async () => {
  await using line = await openLine()
  await using own = await openTown({ PARLEY_ORIGINS: line.url })
  line.target = Number(new URL(own.server.url).port)
  const { page } = await own.person('Di', { url: line.url })
  await page.goto(`${line.url}/settings/profile`)
  await field(page, 'Status').and(page.locator(':enabled')).waitFor()
  line.down = true
  line.cut()
  await field(page, 'Status').fill('At sea')
  await page.keyboard.press('Tab')
  await page.getByRole('status').filter({ hasText: 'Check your connection' }).waitFor()
  expect(await field(page, 'Status').inputValue()).toBe('At sea')
  line.down = false
  await field(page, 'Status').focus()
  await expect
    .poll(async () => {
      await page.keyboard.press('Enter')
      return await page.getByRole('status').filter({ hasText: 'Saved' }).count()
    })
    .toBe(1)
})
