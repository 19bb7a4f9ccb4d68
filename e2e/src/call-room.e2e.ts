import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { closePages } from './house/browser.ts'
import { incoming, isOver, leave, seesMoving } from './house/call.ts'
import { allMeet, come, company, sameCode } from './house/company.ts'
import { countSignals, mayMisbehave, misbehave, signalsTo } from './house/hostile-peer.ts'
import { isThere, withSfu } from './house/sfu.ts'
import { openTown, type Town } from './house/town.ts'

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

const waits = (page: Page) => page.locator('[data-call=alone]').getByText('Waiting for others').waitFor()

const isGone = (page: Page, name: string) =>
  page.getByLabel(name, { exact: true }).and(page.locator('video')).waitFor({ state: 'detached' })

type Watching = typeof globalThis & { gaps: string[] }

/** Notes from now on what is on a page whenever the picture of somebody is not. */
async function watchPicture(page: Page, name: string): Promise<void> {
  await page.evaluate((label) => {
    const gaps: string[] = []
    Object.assign(globalThis, { gaps })
    let isThere = true
    const look = (): void => {
      const videos = [...document.querySelectorAll<HTMLVideoElement>(`video[aria-label="${label}"]`)]
      const is = videos.some(({ videoWidth }) => videoWidth > 0)
      if (isThere && !is) gaps.push(document.querySelector('[data-call]')?.textContent ?? 'no call')
      isThere = is
      requestAnimationFrame(look)
    }
    look()
  }, name)
}

const gaps = (page: Page): Promise<string[]> => page.evaluate(() => (globalThis as Watching).gaps)

/** How many connections of a page are open. */
const openConnections = async (page: Page): Promise<number> => (await incoming(page)).peers

describe('a call in a room, from device to device', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown()
    await town.person('Owner')
  })
  afterAll(() => town[Symbol.asyncDispose]())
  afterEach(() => closePages(town.browser))

  test('rows 65, 75 and 77: three meet, one is offline for a while, one goes and comes back, and the call goes on', async () => {
    const [ada, bo, cy] = [await town.person('Ada'), await town.person('Bo'), await town.person('Cy')]
    await company(ada, bo, cy)
    await come(ada.page)
    await waits(ada.page)
    await come(bo.page)
    await allMeet(ada, bo)
    await button(cy.page, 'Join the call, 2 people in it').waitFor()
    // Longer than a lease.
    await bo.page.context().setOffline(true)
    await button(cy.page, 'Join the call, 1 person in it').waitFor()
    await bo.page.context().setOffline(false)
    await button(cy.page, 'Join the call, 2 people in it').waitFor()
    await allMeet(ada, bo)
    await come(cy.page)
    await allMeet(ada, bo, cy)
    await sameCode(ada, bo, cy)
    await leave(bo.page)
    await isOver(bo.page)
    await Promise.all([isGone(ada.page, 'Bo'), isGone(cy.page, 'Bo')])
    await allMeet(ada, cy)
    await leave(ada.page)
    await waits(cy.page)
    await come(bo.page)
    await allMeet(bo, cy)
    await Promise.all([leave(bo.page), leave(cy.page)])
    await button(ada.page, 'Start a video call').waitFor()
    // Whoever went last has written it down, once.
    const written = ada.page.getByText(/^A call in this room lasted \d\d:\d\d\.$/)
    await written.waitFor()
    expect(await written.count()).toBe(1)
    expect([ada, bo, cy].flatMap(({ complaints }) => complaints)).toEqual([])
  })

  test('row 75: one floods the others with what nobody can read, and the call of those goes on', async () => {
    const [ada, bo, cy] = [await town.person('Ada'), await town.person('Bo'), await town.person('Cy')]
    await mayMisbehave(ada.page)
    await countSignals(bo.page)
    await company(ada, bo, cy)
    for (const { page } of [ada, bo, cy]) await come(page)
    await allMeet(ada, bo, cy)
    await Promise.all([watchPicture(bo.page, 'Cy'), watchPicture(cy.page, 'Bo')])
    await misbehave(ada.page)
    await expect.poll(() => signalsTo(bo.page)).toBeGreaterThan(40)
    await Promise.all([seesMoving(bo.page, 'Cy'), seesMoving(cy.page, 'Bo')])
    const began = performance.now()
    await bo.page.keyboard.press('m')
    await cy.page.getByRole('region', { name: /^Bo, microphone off/ }).waitFor()
    process.stdout.write(`muted at the other after ${Math.round(performance.now() - began)} ms of a flood\n`)
    await allMeet(bo, cy)
    expect([...(await gaps(bo.page)), ...(await gaps(cy.page))]).toEqual([])
    // Whatever was made for one that began anew is closed with the next: one for each of the others.
    expect(await openConnections(bo.page)).toBeLessThanOrEqual(2)
    expect([bo, cy].flatMap(({ complaints }) => complaints)).toEqual([])
  })
})

describe.skipIf(!isThere)('a call in a room that goes over to an SFU and back', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown({ ...withSfu(), PARLEY_MESH_MOST: '2' })
    await town.person('Owner')
  })
  afterAll(() => town[Symbol.asyncDispose]())
  afterEach(() => closePages(town.browser))

  test('row 75: two, three, and two again: nobody’s picture goes, and the padlock stays as it is', async () => {
    const [ada, bo, cy] = [await town.person('Ada'), await town.person('Bo'), await town.person('Cy')]
    await company(ada, bo, cy)
    await come(ada.page)
    await come(bo.page)
    await allMeet(ada, bo)
    const lock = () => ada.page.getByRole('button', { name: 'End-to-end encrypted' }).innerHTML()
    const before = await lock()
    await Promise.all([watchPicture(ada.page, 'Bo'), watchPicture(bo.page, 'Ada')])
    await come(cy.page)
    await allMeet(ada, bo, cy)
    await ada.page.getByRole('button', { name: /Through the server, \d+ ms/ }).waitFor()
    expect(await lock()).toBe(before)
    await sameCode(ada, bo, cy)
    // The old way ends: what is left of a page's connections is the one to the SFU.
    for (const { page } of [ada, bo, cy]) await expect.poll(() => openConnections(page)).toBe(1)
    await leave(cy.page)
    await isGone(ada.page, 'Cy')
    await ada.page.getByRole('button', { name: /Direct, \d+ ms/ }).waitFor()
    await expect.poll(() => openConnections(ada.page)).toBe(1)
    await allMeet(ada, bo)
    expect(await lock()).toBe(before)
    expect([...(await gaps(ada.page)), ...(await gaps(bo.page))]).toEqual([])
    expect([ada, bo, cy].flatMap(({ complaints }) => complaints)).toEqual([])
  })
})
