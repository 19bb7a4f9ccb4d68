import { afterAll, beforeAll, expect, test } from 'vitest'
import { message } from './house/conversation.ts'
import type { Person } from './house/person.ts'
import { seed } from './house/seed.ts'
import { openTown, type Town } from './house/town.ts'

const count = 100_000
const first = Date.UTC(2025, 0, 1, 8)
const gap = 5 * 60_000

let town: Town
let ada: Person
let room: string
let other: string
beforeAll(async () => {
  town = await openTown()
  ada = await town.person('Ada', { timezoneId: 'UTC' })
  room = await town.room([ada])
  other = await town.room([ada], 'elsewhere')
  const seeds = function* () {
    for (let n = 0; n < count; n += 1) yield { sender: ada.id, text: `message ${n}.`, at: first + n * gap }
  }
  await seed(town.server, room, seeds())
})
afterAll(() => town[Symbol.asyncDispose]())

const elements = (person: Person) => person.page.evaluate(() => document.querySelectorAll('*').length)

test('row 25: a room with 100,000 messages opens within 500 ms and stays small', async () => {
  await ada.enter(other)
  const opening = await ada.page.evaluate(async (path) => {
    const from = performance.now()
    history.pushState(null, '', path)
    window.dispatchEvent(new PopStateEvent('popstate'))
    while (!document.querySelector('[role=log]')?.textContent?.includes('message 99999.')) {
      await new Promise((resolve) => requestAnimationFrame(resolve))
    }
    return performance.now() - from
  }, `/rooms/${room}`)
  expect(opening).toBeLessThan(500)
  expect(await elements(ada)).toBeLessThan(2_000)
})

test('row 25: scrolling up fetches page after page, and what is read stays in place', async () => {
  await ada.enter(room)
  await message(ada.page, 'message 99999.').waitFor()
  await ada.page.mouse.move(600, 400)
  let most = 0
  while (!(await message(ada.page, 'message 9950').isVisible())) {
    await ada.page.mouse.wheel(0, -700)
    await ada.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
    most = Math.max(most, await elements(ada))
  }
  expect(most).toBeLessThan(2_000)
})

test('row 25: jumps to the first message of a day within 2 s', async () => {
  await ada.enter(room)
  await message(ada.page, 'message 99999.').waitFor()
  await ada.page.getByRole('button', { name: 'Jump to a date' }).click()
  await ada.page.getByLabel('Day').fill('2025-06-01')
  const from = performance.now()
  await ada.page.getByRole('button', { name: 'Show this day' }).click()
  const n = (Date.UTC(2025, 5, 1) - first) / gap
  await message(ada.page, `message ${n}.`).waitFor()
  expect(performance.now() - from).toBeLessThan(2_000)
  await ada.page.getByRole('button', { name: /new/ }).click()
  await message(ada.page, 'message 99999.').waitFor()
})
