import { clearFields } from '@parley/protocol/clear-fields'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './house/axe.ts'
import { directWith, haveKeys } from './house/sealed.ts'
import { openTown, type Town } from './house/town.ts'
import { heading } from './house/visitor.ts'

const title = 'What this server can see'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town[Symbol.asyncDispose]())

test('row 26: the page of what the server sees shows every declared line, and is reached from a conversation', async () => {
  const [ada, bo] = [await town.person('Ada'), await town.person('Bo')]
  await haveKeys(ada, bo)
  await directWith(ada, bo)
  const { page } = ada
  await page.getByRole('button', { name: 'Members' }).click()
  await page.getByRole('complementary', { name: 'Members' }).getByRole('link', { name: title }).press('Enter')
  await heading(page, title).waitFor()
  const main = page.getByRole('main')
  for (const { title: group, fields } of clearFields) {
    await main.getByRole('heading', { name: group, exact: true }).waitFor()
    for (const { what } of fields) expect([what, await main.getByText(what, { exact: true }).count()]).not.toContain(0)
  }
  const lines = clearFields.flatMap(({ fields }) => fields)
  const closed = lines.filter(({ sight }) => sight === 'sealed')
  expect(await main.getByText('Cannot read it', { exact: true }).count()).toBe(closed.length)
  // As somebody finds it who opens its address: nothing has the focus yet, and the keyboard scrolls all the same.
  await page.reload()
  await heading(page, title).waitFor()
  for (const colorScheme of ['dark', 'light'] as const) {
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 800 })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      expect(await seriousFindings(page)).toEqual([])
    }
  }
})

test('counting what cannot be read is switched off under Privacy, and stays so', async () => {
  const cora = await town.person('Cora')
  const { page } = cora
  await page.goto(`${town.server.url}/settings/privacy`)
  const choice = page.getByRole('switch', { name: /cannot be read/ })
  await choice.and(page.locator('[aria-checked="true"]')).click()
  await choice.and(page.locator('[aria-checked="false"]')).waitFor()
  await page.getByText('Saved').waitFor()
  await page.reload()
  await choice.and(page.locator('[aria-checked="false"]')).waitFor()
  const { settings } = await cora.call('users.me', {})
  expect(settings.reports).toBe(false)
  await page.getByRole('link', { name: /Look through it/ }).click()
  await heading(page, title).waitFor()
})
