import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { message, messages, says, tick, write, writeMany } from './house/conversation.ts'
import { figure } from './house/figure.ts'
import { attend } from './house/focus.ts'
import { writingField } from './house/person.ts'
import { regularsOf } from './house/regulars.ts'
import { directWith, haveKeys } from './house/sealed.ts'
import { openTown, type Town } from './house/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
const regular = regularsOf(() => town)
afterAll(() => town[Symbol.asyncDispose]())

test('row 43: kill -9 of the server right after the tick: the message is there', async () => {
  const ada = await regular('Ada')
  const bo = await regular('Bo')
  const room = await town.room([ada, bo])
  await ada.enter(room)
  await write(ada.page, 'before the power went')
  await says(tick(ada.page, 'before the power went'), 'Sent')
  await town.server.kill()
  // Nobody is left who could send it again.
  await ada.page.goto('about:blank')
  await town.server.restart()
  await bo.enter(room)
  await message(bo.page, 'before the power went').waitFor()
  await ada.enter(room)
  await says(tick(ada.page, 'before the power went'), 'Read')
  expect([...ada.complaints, ...bo.complaints]).toEqual([])
})

test('row 44: somebody in another room has it, and has not read it', async () => {
  const [ada, bo] = [await regular('Ada'), await regular('Bo')]
  const [here, elsewhere] = [await town.room([ada, bo]), await town.room([ada, bo], 'elsewhere')]
  await bo.enter(elsewhere)
  await ada.enter(here)
  await write(ada.page, 'are you there?')
  await says(tick(ada.page, 'are you there?'), 'Delivered')
  await write(ada.page, 'still there?')
  await says(tick(ada.page, 'still there?'), 'Delivered')
  await bo.enter(here)
  await says(tick(ada.page, 'still there?'), 'Read')
})

test('row 45: a window behind another reads nothing; with the focus it reads within a second', async () => {
  const [ada, bo] = [await regular('Ada'), await regular('Bo')]
  const room = await town.room([ada, bo])
  await ada.enter(room)
  await bo.enter(room)
  await attend(bo.page, false)
  await write(ada.page, 'look up')
  await message(bo.page, 'look up').waitFor()
  await says(tick(ada.page, 'look up'), 'Delivered')
  await write(ada.page, 'still nothing')
  await says(tick(ada.page, 'still nothing'), 'Delivered')
  const from = performance.now()
  await attend(bo.page, true)
  await says(tick(ada.page, 'still nothing'), 'Read')
  figure('row 45: focus to read', performance.now() - from, 1_000)
})

test('row 45: who does not tell what they have read is not told either', async () => {
  const [ada, bo] = [await town.person('Ada'), await town.person('Bo')]
  const room = await town.room([ada, bo])
  await bo.page.goto(`${town.server.url}/settings/privacy`)
  await bo.page.getByRole('switch', { name: 'Send read marks' }).click()
  await ada.enter(room)
  await bo.enter(room)
  for (const [one, other] of [
    [ada, bo],
    [bo, ada],
  ] as const) {
    const text = `from ${one.name}`
    await write(one.page, text)
    await message(other.page, text).waitFor()
    await write(one.page, `${text} again`)
    await message(other.page, `${text} again`).waitFor()
    await says(tick(one.page, `${text} again`), /^Delivered$/)
  }
})

test('row 41: what is read in the open room on one device asks for nothing on the other', async () => {
  const [ada, bo] = [await town.person('Ada'), await town.person('Bo')]
  await haveKeys(ada, bo)
  const room = await directWith(ada, bo)
  const elsewhere = await town.room([bo])
  const phone = await town.again(bo, { viewport: { width: 390, height: 844 } })
  await phone.page.goto(`${town.server.url}/rooms/${elsewhere}`)
  await writingField(phone.page).waitFor()
  const row = (page: Page) => page.getByRole('link', { name: /Ada/ })
  await bo.enter(room)
  await ada.enter(room)
  await write(ada.page, 'are you at your desk?')
  await says(tick(ada.page, 'are you at your desk?'), 'Read')
  await phone.page.goto(town.server.url)
  await row(phone.page).waitFor()
  expect(await row(phone.page).filter({ hasText: 'unread' }).count()).toBe(0)
  await attend(bo.page, false)
  await write(ada.page, 'or at your phone?')
  await row(phone.page).filter({ hasText: '1 unread' }).waitFor()
})

test('row 46: the database stops for ten seconds: it says so, nothing is lost, the order stays', async () => {
  const [ada, bo] = [await regular('Ada'), await regular('Bo')]
  const room = await town.room([ada, bo])
  await ada.enter(room)
  await bo.enter(room)
  const texts = Array.from({ length: 20 }, (_, n) => `during the stop ${n}.`)
  // The server may be writing just now.
  const database = new DatabaseSync(join(town.server.data, 'parley.db'), { timeout: 30_000 })
  database.exec('BEGIN IMMEDIATE')
  const over = setTimeout(10_000)
  await writeMany(ada.page, texts)
  await ada.page.locator('[data-tick=sending]').last().waitFor()
  await over
  const arrived = messages(bo.page).filter({ hasText: 'during the stop' })
  expect(await arrived.count()).toBe(0)
  database.exec('ROLLBACK')
  database.close()
  await says(tick(ada.page, 'during the stop 19.'), /Delivered|Read/)
  await message(bo.page, 'during the stop 19.').waitFor()
  for (const { page } of [ada, bo]) {
    const shown = messages(page).filter({ hasText: 'during the stop' })
    const words = await shown.evaluateAll((rows) =>
      rows.map((row) => row.querySelector('[dir=auto] > span')?.textContent),
    )
    expect(words).toEqual(texts)
  }
})

test('row 49: three people: 0 of 2, 1 of 2, 2 of 2', async () => {
  const [ada, bo, cy] = [await regular('Ada'), await regular('Bo'), await regular('Cy')]
  const [here, elsewhere] = [await town.room([ada, bo, cy]), await town.room([ada, bo, cy], 'elsewhere')]
  for (const { page, enter } of [bo, cy]) {
    await enter(here)
    await page.goto('about:blank')
  }
  await ada.enter(here)
  await write(ada.page, 'who has this?')
  const mark = tick(ada.page, 'who has this?')
  await says(mark, 'Sent')
  await bo.enter(elsewhere)
  await says(mark, 'Delivered to 1 of 2')
  await cy.enter(elsewhere)
  await says(mark, /^Delivered$/)
  await bo.enter(here)
  await says(mark, 'Read by 1')
  await mark.click()
  await ada.page.getByText('Read by Bo').waitFor()
  await ada.page.getByText('Delivered to Cy').waitFor()
  await ada.page.keyboard.press('Escape')
  await cy.enter(here)
  await says(mark, 'Read by all')
})
