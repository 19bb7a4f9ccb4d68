import { afterAll, beforeAll, expect, test } from 'vitest'
import { message, says, tick, write } from './house/conversation.ts'
import { attend } from './house/focus.ts'
import { openTown, type Town } from './house/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town[Symbol.asyncDispose]())

test('row 43: kill -9 of the server right after the tick: the message is there', async () => {
  const ada = await town.person('Ada')
  const bo = await town.person('Bo')
  const room = await town.room([ada, bo])
  await ada.enter(room)
  await write(ada.page, 'before the power went')
  await says(tick(ada.page, 'before the power went'), 'Sent')
  await town.server.kill()
  await town.server.restart()
  await bo.enter(room)
  await message(bo.page, 'before the power went').waitFor()
  await says(tick(ada.page, 'before the power went'), 'Read')
  expect([...ada.complaints, ...bo.complaints]).toEqual([])
})

test('row 44: somebody in another room has it, and has not read it', async () => {
  const [ada, bo] = [await town.person('Ada'), await town.person('Bo')]
  const [here, elsewhere] = [await town.room([ada, bo]), await town.room([ada, bo], 'elsewhere')]
  await bo.enter(elsewhere)
  await ada.enter(here)
  await write(ada.page, 'are you there?')
  await says(tick(ada.page, 'are you there?'), 'Delivered')
  await bo.enter(here)
  await says(tick(ada.page, 'are you there?'), 'Read')
})

test('row 45: a window behind another reads nothing; with the focus it reads within a second', async () => {
  const [ada, bo] = [await town.person('Ada'), await town.person('Bo')]
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
  expect(performance.now() - from).toBeLessThan(1_000)
})

test('row 49: three people: 0 of 2, 1 of 2, 2 of 2', async () => {
  const [ada, bo, cy] = [await town.person('Ada'), await town.person('Bo'), await town.person('Cy')]
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
