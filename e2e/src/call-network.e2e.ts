import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPage, openWholeBrowser } from './house/browser.ts'
import {
  answer,
  callOf,
  incoming,
  isLive,
  isOver,
  leave,
  meet,
  pathSearch,
  restartIce,
  ring,
  seesMoving,
  watchMedia,
} from './house/call.ts'
import { pairsOf } from './house/pair.ts'
import type { Person } from './house/person.ts'
import { directWithGuest, haveKeys } from './house/sealed.ts'
import { openTown, type Town } from './house/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown({ PARLEY_STUN: 'stun:stun.example.org:3478,stun:192.0.2.1:3478' })
  await town.person('Owner')
})
const pairs = pairsOf(() => town)
afterAll(() => town[Symbol.asyncDispose]())

async function talking(ada: Person, bo: Person): Promise<void> {
  await ring(ada.page)
  await answer(bo.page)
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  await seeEachOther(ada, bo)
}

const seeEachOther = (ada: Person, bo: Person) => Promise.all([seesMoving(ada.page, 'Bo'), seesMoving(bo.page, 'Ada')])

async function couple() {
  const { ada, bo } = await pairs.same()
  await talking(ada, bo)
  return { ada, bo }
}

test('row 64: both offer at once in a running call, and it goes on', async () => {
  const { ada, bo } = await couple()
  const pages = [ada.page, bo.page]
  const before = await Promise.all(pages.map(pathSearch))
  await Promise.all(pages.map(restartIce))
  await expect.poll(async () => (await pathSearch(ada.page)) === before[0]).toBe(false)
  await expect.poll(async () => (await pathSearch(bo.page)) === before[1]).toBe(false)
  await seeEachOther(ada, bo)
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  for (const page of pages) expect((await incoming(page)).peers).toBe(1)
  await leave(ada.page)
  await isOver(bo.page)
})

test('row 65: the network goes and comes back: a new path is looked for, and the picture moves again', async () => {
  const { ada, bo } = await couple()
  const before = await pathSearch(ada.page)
  await ada.page.context().setOffline(true)
  await ada.page.waitForFunction(() => !navigator.onLine)
  await ada.page.context().setOffline(false)
  await expect.poll(async () => (await pathSearch(ada.page)) === before).toBe(false)
  await seeEachOther(ada, bo)
  await leave(ada.page)
  await isOver(bo.page)
})

test('row 66: without the internet, and with STUN servers that nobody reaches, two on one network talk', async () => {
  const flags = ['--use-fake-ui-for-media-stream', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost']
  await using cut = await openWholeBrowser(flags)
  const [ada, bo] = [await town.person('Ada', { from: cut }), await town.person('Bo', { from: cut })]
  await meet(ada, bo)
  await talking(ada, bo)
  for (const { page } of [ada, bo]) expect((await incoming(page)).path).toMatch(/host|prflx/)
  await leave(ada.page)
  await isOver(bo.page)
})

test('a call outlives a restart of the server', async () => {
  const { ada, bo } = await couple()
  const call = await callOf(ada.page)
  await town.server.restart()
  // Declining what runs changes nothing, and a call that the server does not know is refused.
  const isKnown = () => ada.call('calls.decline', { call, reason: 'declined' }).then(Boolean, () => false)
  await expect.poll(isKnown).toBe(true)
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  await seeEachOther(ada, bo)
  await leave(ada.page)
  await isOver(bo.page)
})

test('row 3: a guest who came with a nickname only is on the tile by that name', async () => {
  const ada = await town.person('Ada')
  const harbour = await town.room([ada])
  const { token } = await ada.call('invites.create', { for: 'guest', room: harbour, uses: 1, hours: 1 })
  const { page } = await openPage(town.browser)
  await page.goto(town.server.url)
  await page.getByRole('heading', { level: 1 }).waitFor()
  const id = await page.evaluate(async (invitation) => {
    const body = JSON.stringify({ name: 'Gus', token: invitation, device: 'e2e' })
    const headers = { 'content-type': 'application/json' }
    const response = await fetch('/api/accounts.register-guest', { method: 'POST', headers, body })
    const { user } = (await response.json()) as { user: string }
    return user
  }, token)
  // Neither loads the app again before they talk.
  for (const one of [ada.page, page]) await watchMedia(one)
  const enter = async (room: string): Promise<void> => void (await page.goto(`${town.server.url}/rooms/${room}`))
  const gus = { id, name: 'Gus', url: town.server.url, page, enter }
  await haveKeys(ada, gus)
  await ada.enter(harbour)
  await meet(ada, gus, directWithGuest)
  await ring(ada.page)
  await answer(page)
  await isLive(ada.page)
  await seesMoving(ada.page, 'Gus')
  await ada.page.getByRole('region', { name: /^Gus, microphone on/ }).waitFor()
  await leave(ada.page)
})
