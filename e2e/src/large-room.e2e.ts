import { afterAll, beforeAll, expect, test } from 'vitest'
import { message, messages } from './house/conversation.ts'
import { figure } from './house/figure.ts'
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

/** Waits until the list stands and nothing is being fetched; answers by how many px what is read moved meanwhile. */
const rest = (person: Person) =>
  person.page.evaluate(async () => {
    const log = document.querySelector<HTMLElement>('[role=log]')
    if (log === null) throw new Error('There is no list of messages.')
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    let still = 0
    for (let before = log.scrollTop; still < 4; before = log.scrollTop) {
      await frame()
      still = log.scrollTop === before ? still + 1 : 0
    }
    const { top, bottom } = log.getBoundingClientRect()
    const read = [...log.querySelectorAll<HTMLElement>('article[data-row]')].find((row) => {
      const box = row.getBoundingClientRect()
      return box.top > top && box.bottom < bottom
    })
    const place = () => read?.getBoundingClientRect().top ?? 0
    const before = place()
    while (log.ariaBusy === 'true') await frame()
    for (let frames = 0; frames < 4; frames += 1) await frame()
    return Math.abs(place() - before)
  })

test('row 25: a room with 100,000 messages opens and stays small', async () => {
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
  figure('row 25: a room with 100,000 messages opens', opening, 500)
  expect(await elements(ada)).toBeLessThan(2_000)
})

test('row 25: scrolling up fetches page after page, and what is read stays in place', async () => {
  await ada.enter(room)
  await message(ada.page, 'message 99999.').waitFor()
  await ada.page.mouse.move(600, 400)
  let most = 0
  while (!(await message(ada.page, 'message 9950').isVisible())) {
    await ada.page.mouse.wheel(0, -700)
    expect(await rest(ada)).toBeLessThanOrEqual(2)
    most = Math.max(most, await elements(ada))
  }
  expect(most).toBeLessThan(2_000)
})

test('row 25: jumps to the first message of a day', async () => {
  await ada.enter(room)
  await message(ada.page, 'message 99999.').waitFor()
  await ada.page.getByRole('button', { name: 'Jump to a date' }).click()
  await ada.page.getByLabel('Day').fill('2025-06-01')
  const from = performance.now()
  await ada.page.getByRole('button', { name: 'Show this day' }).click()
  const n = (Date.UTC(2025, 5, 1) - first) / gap
  await message(ada.page, `message ${n}.`).waitFor()
  figure('row 25: to the first message of a day', performance.now() - from, 2_000)
  await ada.page.getByRole('button', { name: /new/ }).click()
  await message(ada.page, 'message 99999.').waitFor()
})

test('row 48: 5,000 missed messages: the line stands before the first of them, and they are readable', async () => {
  const bo = await town.person('Bo', { timezoneId: 'UTC' })
  const harbour = await town.room([ada, bo], 'missed')
  await bo.enter(harbour)
  await bo.page.goto('about:blank')
  const missed = Array.from({ length: 5_000 }, (_, n) => ({
    sender: ada.id,
    text: `missed ${n}.`,
    at: first + n * gap,
  }))
  await seed(town.server, harbour, missed, { readers: [ada.id] })
  const began = performance.now()
  await bo.page.goto(`${town.server.url}/rooms/${harbour}`)
  await message(bo.page, 'missed 0.').waitFor()
  figure('row 48: 5,000 missed messages readable', performance.now() - began, 3_000)
  const line = await bo.page.getByText(/^New since/).boundingBox()
  const below = await messages(bo.page).evaluateAll(
    (rows, top) => rows.find((row) => row.getBoundingClientRect().top > top)?.textContent,
    line?.y ?? Number.POSITIVE_INFINITY,
  )
  expect(below).toContain('missed 0.')
})
