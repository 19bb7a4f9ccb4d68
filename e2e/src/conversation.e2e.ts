import { afterAll, beforeAll, expect, test } from 'vitest'
import { message, messages, says, tick, write } from './house/conversation.ts'
import { openLine } from './house/line.ts'
import { writingField } from './house/person.ts'
import { seed } from './house/seed.ts'
import { openTown, type Town } from './house/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town[Symbol.asyncDispose]())

test('row 32: another time zone regroups the days', async () => {
  const ada = await town.person('Ada')
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
  const [ada, bo] = [await town.person('Ada'), await town.person('Bo')]
  const room = await town.room([ada, bo])
  await ada.enter(room)
  await bo.enter(room)
  await write(bo.page, 'both are here')
  await message(ada.page, 'both are here').waitFor()
  const line = bo.page.getByText('Ada is typing')
  const from = performance.now()
  await writingField(ada.page).pressSequentially('h')
  await line.waitFor()
  expect(performance.now() - from).toBeLessThan(300)
  const shown = performance.now()
  await line.waitFor({ state: 'detached' })
  expect(performance.now() - shown).toBeLessThan(6_000)
  await writingField(ada.page).pressSequentially('i')
  await line.waitFor()
  await writingField(ada.page).press('Enter')
  await line.waitFor({ state: 'detached' })
})

test('row 40: switched off, nobody sees me typing, and I see nobody', async () => {
  const [ada, bo] = [await town.person('Ada'), await town.person('Bo')]
  const room = await town.room([ada, bo])
  await ada.call('users.settings', { settings: { invisible: false, typing: false, receipts: true } })
  await ada.enter(room)
  await bo.enter(room)
  for (const { page } of [ada, bo]) {
    await page.evaluate(() => {
      const line = document.querySelector('[data-typing]')
      const note = () => document.documentElement.setAttribute('data-saw-typing', line?.textContent ?? '')
      if (line) new MutationObserver(note).observe(line, { childList: true, subtree: true })
    })
  }
  for (const [one, other] of [
    [ada, bo],
    [bo, ada],
  ] as const) {
    await writingField(one.page).pressSequentially('hello')
    await writingField(one.page).press('Enter')
    await message(other.page, 'hello').waitFor()
    expect(await other.page.locator('html').getAttribute('data-saw-typing')).toBeNull()
  }
})

test('row 28: three tabs share one WebSocket, and all of them show a message', async () => {
  await using line = await openLine()
  await using own = await openTown({ PARLEY_ORIGINS: line.url })
  line.target = Number(new URL(own.server.url).port)
  const ada = await own.person('Ada', { url: line.url })
  const bo = await own.person('Bo')
  const room = await own.room([ada, bo])
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

test('what was written without a connection survives a reload and is sent once', async () => {
  await using line = await openLine()
  await using own = await openTown({ PARLEY_ORIGINS: line.url })
  line.target = Number(new URL(own.server.url).port)
  const ada = await own.person('Ada', { url: line.url })
  const bo = await own.person('Bo')
  const room = await own.room([ada, bo])
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

test('rows 38 and 39: who comes and goes shows in the members within a second', async () => {
  const [ada, bo] = [await town.person('Ada'), await town.person('Bo')]
  const room = await town.room([ada])
  await ada.enter(room)
  await ada.page.getByRole('button', { name: 'Members' }).click()
  const panel = ada.page.getByRole('complementary', { name: 'Members' })
  await panel.getByRole('button', { name: /^Ada ?Owner and Online/ }).waitFor()
  const row = panel.getByRole('button', { name: /^Bo/ })
  await bo.call('rooms.join', { room })
  await row.waitFor({ timeout: 1_000 })
  await panel.getByRole('button', { name: /^Bo ?Offline/ }).waitFor()
  await bo.enter(room)
  await panel.getByRole('button', { name: /^Bo ?Online/ }).waitFor()
  await bo.call('rooms.leave', { room })
  await row.waitFor({ state: 'detached', timeout: 1_000 })
})
