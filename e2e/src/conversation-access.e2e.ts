import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './house/axe.ts'
import { message, messages, write } from './house/conversation.ts'
import type { Person } from './house/person.ts'
import { writingField } from './house/person.ts'
import { openTown, type Town } from './house/town.ts'

let town: Town
let bo: Person
let room: string
beforeAll(async () => {
  town = await openTown()
  const ada = await town.person('Ada')
  bo = await town.person('Bo')
  room = await town.room([ada, bo])
  await bo.enter(room)
  await ada.enter(room)
  // Which of them the server takes first is open, so no two may read the same.
  for (const [at, { name, page }] of [ada, bo, ada].entries())
    await write(page, `Hello ${at} from ${name}, see https://example.org/ for more.`)
  await messages(bo.page).nth(2).waitFor()
})
afterAll(() => town[Symbol.asyncDispose]())

for (const colorScheme of ['dark', 'light'] as const) {
  for (const width of [2560, 1440, 768, 360]) {
    test(`row 23: a conversation of ${width} px in the ${colorScheme} has no serious findings of axe`, async () => {
      const { page } = bo
      await page.setViewportSize({ width, height: 800 })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await bo.enter(room)
      await messages(page).last().waitFor()
      expect(await seriousFindings(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      await page.getByRole('button', { name: 'Members' }).click()
      await page.getByRole('complementary', { name: 'Members' }).getByText('Owners').waitFor()
      expect(await seriousFindings(page)).toEqual([])
      // By keyboard: a notice may lie over it for a moment.
      await page.getByRole('button', { name: 'Close Members' }).press('Enter')
      if (width > 360) await page.getByRole('button', { name: 'Jump to a date' }).click()
      else {
        await page.getByRole('main').getByRole('button', { name: 'More', exact: true }).click()
        await page.getByRole('menuitem', { name: 'Jump to a date' }).click()
      }
      await page.getByRole('dialog', { name: 'Jump to a date' }).waitFor()
      expect(await seriousFindings(page)).toEqual([])
    })
  }
}

test('the arrow keys go from message to message, and Escape goes to where one writes', async () => {
  const { page } = bo
  await page.setViewportSize({ width: 1440, height: 800 })
  await bo.enter(room)
  await messages(page).nth(2).waitFor()
  // A row takes the focus only once the list has measured it.
  await page.waitForFunction(() => {
    const stop = document.querySelector<HTMLElement>('[role=log] article[tabindex="0"]')
    stop?.focus()
    return stop !== null && stop === document.activeElement
  })
  const focused = () => page.evaluate(() => document.activeElement?.ariaLabel ?? '')
  const last = await focused()
  await page.keyboard.press('ArrowUp')
  await page.waitForFunction((before) => document.activeElement?.ariaLabel !== before, last)
  expect(await focused()).toMatch(/Hello \d from/)
  await page.keyboard.press('j')
  await page.waitForFunction((before) => document.activeElement?.ariaLabel === before, last)
  await page.keyboard.press('Escape')
  expect(await writingField(page).evaluate((field) => field === document.activeElement)).toBe(true)
})

test('what others write is read out, one burst at a time, and own words are not', async () => {
  const ada = await town.person('Ada')
  await ada.call('rooms.join', { room })
  await bo.enter(room)
  await ada.enter(room)
  await write(ada.page, 'first of a burst')
  await write(ada.page, 'second of a burst')
  await message(bo.page, 'second of a burst').waitFor()
  const region = bo.page.locator('[data-announcements]')
  await region.filter({ hasText: 'Ada: second of a burst' }).waitFor({ state: 'attached' })
  await write(bo.page, 'my own words')
  await message(bo.page, 'my own words').waitFor()
  expect(await region.textContent()).not.toContain('my own words')
})
