import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { answer, isLive, meet, ring } from './house/call.ts'
import { message, messages, readThrough, says, tick, write } from './house/conversation.ts'
import { figure } from './house/figure.ts'
import { type Line, openLine } from './house/line.ts'
import { writingField } from './house/person.ts'
import { regularsOf } from './house/regulars.ts'
import { seed } from './house/seed.ts'
import { openTown, type Town } from './house/town.ts'

/** Leads to the town, and counts and breaks what goes over it. */
let line: Line
let town: Town
beforeAll(async () => {
  line = await openLine()
  town = await openTown({ PARLEY_ORIGINS: line.url })
  line.target = Number(new URL(town.server.url).port)
})
const regular = regularsOf(() => town)
afterEach(async () => {
  line.upgrades = 'pass'
  line.cut()
  await expect.poll(() => line.webSockets).toBe(0)
})
afterAll(async () => {
  await town[Symbol.asyncDispose]()
  await line[Symbol.asyncDispose]()
})

test('row 32: another time zone regroups the days', async () => {
  const ada = await regular('Ada')
  const room = await town.room([ada])
  const evening = Date.UTC(2030, 2, 3, 23, 30)
  const seeds = [0, 1].map((hours) => ({ sender: ada.id, text: `hour ${hours}`, at: evening + hours * 3_600_000 }))
  await seed(town.server, room, seeds)
  const chrome = await ada.page.context().newCDPSession(ada.page)
  await chrome.send('Emulation.setTimezoneOverride', { timezoneId: 'UTC' })
  await ada.enter(room)
  const days = ada.page.locator('[role=log] h2').filter({ hasText: 'March' })
  await days.nth(1).waitFor()
  expect(await days.allTextContents()).toEqual([expect.stringContaining('3 March'), expect.stringContaining('4 March')])
  await chrome.send('Emulation.setTimezoneOverride', { timezoneId: 'Asia/Tokyo' })
  await ada.page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await days.nth(1).waitFor({ state: 'detached' })
  expect(await days.allTextContents()).toEqual([expect.stringContaining('4 March')])
  await says(message(ada.page, 'hour 0'), '8:30')
})

test('row 40: who is typing shows at once and ends by itself', async () => {
  const [ada, bo] = [await regular('Ada'), await regular('Bo')]
  const room = await town.room([ada, bo])
  await ada.enter(room)
  await bo.enter(room)
  await write(bo.page, 'both are here')
  await message(ada.page, 'both are here').waitFor()
  const line = bo.page.getByText('Ada is typing')
  const from = performance.now()
  await writingField(ada.page).pressSequentially('h')
  await line.waitFor()
  figure('row 40: key to "is typing"', performance.now() - from, 300)
  const shown = performance.now()
  await line.waitFor({ state: 'detached' })
  figure('row 40: "is typing" stays', performance.now() - shown, 5_000)
  await writingField(ada.page).pressSequentially('i')
  await line.waitFor()
  await writingField(ada.page).press('Enter')
  await line.waitFor({ state: 'detached' })
})

test('row 40: switched off, nobody sees me typing, and I see nobody', async () => {
  const [ada, bo] = [await town.person('Ada'), await town.person('Bo')]
  const room = await town.room([ada, bo])
  await ada.page.goto(`${town.server.url}/settings/privacy`)
  await ada.page.getByRole('switch', { name: /typing/ }).click()
  await expect.poll(async () => (await ada.call('users.me', {})).settings.typing).toBe(false)
  await ada.enter(room)
  await bo.enter(room)
  for (const { page } of [ada, bo]) {
    await page.evaluate(() => {
      const line = document.querySelector('[data-typing]')
      if (line === null) throw new Error('There is no place that says who is typing.')
      const note = () => document.documentElement.setAttribute('data-saw-typing', line.textContent)
      new MutationObserver(note).observe(line, { childList: true, subtree: true })
    })
  }
  for (const [one, other] of [
    [ada, bo],
    [bo, ada],
  ] as const) {
    await writingField(one.page).pressSequentially(`hello from ${one.name}`)
    await writingField(one.page).press('Enter')
    await message(other.page, `hello from ${one.name}`).waitFor()
    expect(await other.page.locator('html').getAttribute('data-saw-typing')).toBeNull()
  }
})

test('row 28: three tabs share one WebSocket, and all of them show a message', async () => {
  const ada = await regular('Ada', line.url)
  const bo = await regular('Bo')
  const room = await town.room([ada, bo])
  await ada.enter(room)
  const tabs = [ada.page, await ada.anotherPage(), await ada.anotherPage()]
  for (const tab of tabs.slice(1)) await tab.goto(`${line.url}/rooms/${room}`)
  await bo.enter(room)
  await write(bo.page, 'to every tab')
  for (const tab of tabs) await message(tab, 'to every tab').waitFor()
  expect(line.webSockets).toBe(1)
  await tabs[0]?.close()
  await write(bo.page, 'to those that are left')
  for (const tab of tabs.slice(1)) await message(tab, 'to those that are left').waitFor()
  expect(line.webSockets).toBe(1)
})

test('row 28: chat, presence and a call go over one WebSocket', async () => {
  const ada = await town.person('Ada', { url: line.url })
  const bo = await town.person('Bo')
  await meet(ada, bo)
  await write(ada.page, 'shall we talk?')
  await message(bo.page, 'shall we talk?').waitFor()
  await ring(ada.page, 'audio')
  await answer(bo.page)
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  expect(line.webSockets).toBe(1)
})

test('what was written without a connection survives a reload and is sent once', async () => {
  const ada = await regular('Ada', line.url)
  const bo = await regular('Bo')
  const room = await town.room([ada, bo])
  await bo.enter(room)
  await ada.enter(room)
  await write(ada.page, 'with a connection')
  await says(tick(ada.page, 'with a connection'), /Sent|Delivered|Read/)
  await ada.page.context().route('**/api/**', (route) => route.abort())
  line.cut()
  await write(ada.page, 'without one')
  await says(tick(ada.page, 'without one'), 'Waiting for connection')
  await ada.page.reload()
  await says(tick(ada.page, 'without one'), 'Waiting for connection')
  await ada.page.context().unroute('**/api/**')
  await says(tick(ada.page, 'without one'), /Delivered|Read/)
  await message(bo.page, 'without one').waitFor()
  expect(await messages(bo.page).filter({ hasText: 'without one' }).count()).toBe(1)
})

test('rows 38 and 39: who comes and goes shows in the members', async () => {
  const [ada, bo] = [await regular('Ada'), await regular('Bo')]
  const room = await town.room([ada])
  await ada.enter(room)
  await ada.page.getByRole('button', { name: 'Members' }).click()
  const panel = ada.page.getByRole('complementary', { name: 'Members' })
  await panel.getByRole('button', { name: /^Ada ?Owner and Online/ }).waitFor()
  const row = panel.getByRole('button', { name: /^Bo/ })
  await bo.call('rooms.join', { room })
  await row.waitFor()
  await panel.getByRole('button', { name: /^Bo ?Offline/ }).waitFor()
  await bo.enter(room)
  await panel.getByRole('button', { name: /^Bo ?Online/ }).waitFor()
  await bo.page.goto('about:blank')
  await panel.getByRole('button', { name: /^Bo ?Offline/ }).waitFor()
  await bo.enter(room)
  await panel.getByRole('button', { name: /^Bo ?Online/ }).waitFor()
  await bo.call('rooms.leave', { room })
  await row.waitFor({ state: 'detached' })
})

test('row 37: somebody invisible looks offline to others', async () => {
  const [ada, bo] = [await town.person('Ada'), await town.person('Bo')]
  const room = await town.room([ada, bo])
  await ada.enter(room)
  await bo.enter(room)
  await ada.page.getByRole('button', { name: 'Members' }).click()
  const panel = ada.page.getByRole('complementary', { name: 'Members' })
  await panel.getByRole('button', { name: /^Bo ?Online/ }).waitFor()
  await bo.page.goto(`${town.server.url}/settings/privacy`)
  await bo.page.getByRole('switch', { name: 'Invisible' }).click()
  await panel.getByRole('button', { name: /^Bo ?Offline/ }).waitFor()
  await bo.enter(room)
  await write(bo.page, 'I am here and you do not see me')
  await message(ada.page, 'I am here and you do not see me').waitFor()
  expect(await panel.getByRole('button', { name: /^Bo ?Online/ }).count()).toBe(0)
})

test('row 24: a fresh browser shows what was written before', async () => {
  const ada = await town.person('Ada')
  const room = await town.room([ada])
  const from = Date.now() - 200_000
  const seeds = Array.from({ length: 150 }, (_, n) => ({ sender: ada.id, text: `old ${n}.`, at: from + n * 1_000 }))
  await seed(town.server, room, seeds)
  const { page } = await town.again(ada)
  await page.goto(`${town.server.url}/rooms/${room}`)
  await message(page, 'old 149.').waitFor()
  const shown = await readThrough(page)
  expect(shown.map(({ text }) => text)).toEqual(seeds.map(({ text }) => text))
})

test('row 20: who opens the link of a public room reads the last messages and writes, with nobody else there', async () => {
  const ada = await regular('Ada')
  const room = await town.room([ada])
  const from = Date.now() - 200_000
  const seeds = Array.from({ length: 130 }, (_, n) => ({ sender: ada.id, text: `before ${n}.`, at: from + n * 1_000 }))
  await seed(town.server, room, seeds)
  await ada.page.goto('about:blank')
  const eve = await town.person('Eve')
  await eve.page.goto(`${town.server.url}/rooms/${room}`)
  const began = performance.now()
  await eve.page.getByRole('button', { name: 'Join' }).click()
  await message(eve.page, 'before 129.').waitFor()
  await write(eve.page, 'good morning')
  await says(tick(eve.page, 'good morning'), 'Sent')
  figure('row 20: from Join to the first message of one’s own', performance.now() - began, 1_000)
  const shown = await readThrough(eve.page)
  expect(shown.map(({ text }) => text)).toEqual([...seeds.map(({ text }) => text), 'good morning'])
})

for (const upgrades of ['refused', 'hangs'] as const) {
  test(`row 17: a WebSocket that a proxy blocks (${upgrades}): one talks all the same`, async () => {
    line.upgrades = upgrades
    const ada = await regular('Ada', line.url)
    const bo = await regular('Bo')
    const room = await town.room([ada, bo])
    await bo.enter(room)
    const began = performance.now()
    await ada.enter(room)
    await write(ada.page, 'through the narrow door')
    await says(tick(ada.page, 'through the narrow door'), /Delivered|Read/)
    figure('row 17: page to delivered without WebSocket', performance.now() - began, 3_000)
    await write(bo.page, 'and back')
    await message(ada.page, 'and back').waitFor()
    expect(line.webSockets).toBe(0)
  })
}
