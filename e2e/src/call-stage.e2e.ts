import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './house/axe.ts'
import { answer, incoming, isLive, isOver, leave, liveTracks, ring, seesMoving } from './house/call.ts'
import { come, company } from './house/company.ts'
import { pairsOf } from './house/pair.ts'
import type { Person } from './house/person.ts'
import { giveScreen } from './house/screen.ts'
import { stands } from './house/stands.ts'
import { openTown, type Town } from './house/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
  await town.person('Owner')
})
const pairs = pairsOf(() => town)
afterAll(() => town[Symbol.asyncDispose]())

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })

const tile = (page: Page, name: string | RegExp) => page.getByRole('region', { name })

/** Waits until something fills most of the stage of a page. */
const isLarge = (page: Page, name: string | RegExp) =>
  page.locator('[data-large]').getByRole('region', { name }).waitFor()

const layout = (page: Page, kind: 'two' | 'grid' | 'speaker') => page.locator(`ul[data-layout=${kind}]`).waitFor()

/** Presses a button on a tile, which shows while the pointer is over it. */
async function onTile(page: Page, name: string | RegExp, deed: string): Promise<void> {
  await tile(page, name).hover()
  await button(page, deed).click()
}

async function three(): Promise<readonly [Person, Person, Person]> {
  const people = [await town.person('Ada'), await town.person('Bo'), await town.person('Cy')] as const
  for (const { page } of people) await giveScreen(page)
  await company(...people)
  for (const { page } of people) await come(page)
  for (const { page } of people) await isLive(page)
  for (const { page } of people) await layout(page, 'grid')
  return people
}

/** What a browser does to a page when another tab comes to the front, and when it comes back. */
const hide = (page: Page, isHidden: boolean) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden })
    document.dispatchEvent(new Event('visibilitychange'))
  }, isHidden)

test('row 81: a picture that nobody sees is not sent from device to device, and the voice is', async () => {
  const { ada, bo } = await pairs.same()
  await ring(ada.page)
  await answer(bo.page)
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  await seesMoving(bo.page, 'Ada')
  await hide(bo.page, true)
  await stands(async () => (await incoming(bo.page)).frames)
  const { energy } = await incoming(bo.page)
  await expect.poll(async () => (await incoming(bo.page)).energy).toBeGreaterThan(energy)
  await seesMoving(ada.page, 'Bo')
  await hide(bo.page, false)
  await seesMoving(bo.page, 'Ada')
  await leave(ada.page)
  await isOver(bo.page)
})

test('row 78: the other of two sees and hears a screen, and its owner sees a bar instead', async () => {
  const { ada, bo } = await pairs.same(async (...pages) => {
    for (const page of pages) await giveScreen(page)
  })
  await ring(ada.page)
  await answer(bo.page)
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  await button(ada.page, 'Share screen').click()
  await ada.page.getByText('You are sharing your screen with its sound').waitFor()
  await seesMoving(bo.page, 'Ada’s screen')
  await isLarge(bo.page, 'Ada’s screen')
  await seesMoving(bo.page, 'Ada')
  expect(await ada.page.getByLabel('Ada’s screen').count()).toBe(0)
  await layout(ada.page, 'two')
  // The microphone is silent: what is heard now is the screen.
  await ada.page.keyboard.press('m')
  await bo.page.getByText('Muted', { exact: true }).waitFor({ state: 'attached' })
  const before = (await incoming(bo.page)).energy
  await expect.poll(async () => (await incoming(bo.page)).energy).toBeGreaterThan(before)
  await button(ada.page, 'Motion is smooth').click()
  await ada.page.getByRole('button', { name: 'Motion is smooth', pressed: true }).waitFor()
  for (const { page } of [ada, bo]) expect(await seriousFindings(page)).toEqual([])
  await button(bo.page, 'Small window').click()
  await seesMoving(bo.page, 'Ada’s screen')
  await button(bo.page, 'Back to the call').click()
  await button(ada.page, 'Stop').click()
  await tile(bo.page, 'Ada’s screen').waitFor({ state: 'detached' })
  await layout(bo.page, 'two')
  await seesMoving(bo.page, 'Ada')
  // The camera goes on.
  await expect.poll(() => liveTracks(ada.page, 'video')).toBe(1)
  await ada.page.keyboard.press('s')
  await isLarge(bo.page, 'Ada’s screen')
  await ada.page.keyboard.press('s')
  await tile(bo.page, 'Ada’s screen').waitFor({ state: 'detached' })
  await leave(ada.page)
  expect([...ada.complaints, ...bo.complaints]).toEqual([])
})

test('rows 45 and 77: the messages of the room stand beside the call, and say how many are unread', async () => {
  const { ada, bo } = await pairs.same()
  await ring(ada.page)
  await answer(bo.page)
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  await button(ada.page, 'Messages').click()
  const beside = (page: Page) => page.getByRole('complementary', { name: 'Messages' })
  const field = beside(ada.page).getByRole('textbox')
  await field.fill('The agenda')
  await field.press('Enter')
  await beside(ada.page).getByText('The agenda').waitFor()
  // What lies under a call is not read.
  const unread = button(bo.page, /^Messages, \d+ unread/)
  await unread.waitFor()
  await unread.click()
  await beside(bo.page).getByText('The agenda').waitFor()
  await button(bo.page, 'Messages').waitFor()
  await seesMoving(bo.page, 'Ada')
  for (const { page } of [ada, bo]) expect(await seriousFindings(page)).toEqual([])
  // Where there is no room beside it, they stand over it, and there is a way back.
  await bo.page.setViewportSize({ width: 400, height: 800 })
  await beside(bo.page).getByRole('button', { name: 'Back' }).click()
  await beside(bo.page).waitFor({ state: 'detached' })
  await seesMoving(bo.page, 'Ada')
  await bo.page.setViewportSize({ width: 1440, height: 900 })
  await leave(ada.page)
  await isOver(bo.page)
})

test('row 78: a computer that keeps the screen from the browser is told of, with what to do', async () => {
  const { ada, bo } = await pairs.same((page) =>
    page.addInitScript(() => {
      if (navigator.mediaDevices === undefined) return
      navigator.mediaDevices.getDisplayMedia = async () => {
        throw new DOMException('Permission denied by system', 'NotAllowedError')
      }
    }),
  )
  await ring(ada.page)
  await answer(bo.page)
  await isLive(ada.page)
  await button(ada.page, 'Share screen').click()
  const note = ada.page.getByText('This computer keeps the screen from the browser.')
  await note.waitFor()
  await button(ada.page, 'Close').click()
  await note.waitFor({ state: 'detached' })
  await leave(ada.page)
})

test('rows 76 and 78: three share at once, the newest screen is large, and another one can be chosen', async () => {
  const [ada, bo, cy] = await three()
  await button(ada.page, 'Share screen').click()
  for (const { page } of [bo, cy]) {
    await isLarge(page, 'Ada’s screen')
    await seesMoving(page, 'Ada’s screen')
  }
  await button(bo.page, 'Share screen').click()
  await isLarge(cy.page, 'Bo’s screen')
  await Promise.all([seesMoving(cy.page, 'Bo’s screen'), seesMoving(cy.page, 'Ada’s screen')])
  // Whoever shares sees the others' screens as well.
  await isLarge(bo.page, 'Ada’s screen')
  await onTile(cy.page, 'Ada’s screen', 'Pin Ada’s screen')
  await isLarge(cy.page, 'Ada’s screen')
  expect(await seriousFindings(cy.page)).toEqual([])
  await button(ada.page, 'Stop').click()
  await isLarge(cy.page, 'Bo’s screen')
  await button(bo.page, 'Stop').click()
  await layout(cy.page, 'grid')
  expect([ada, bo, cy].flatMap(({ complaints }) => complaints)).toEqual([])
})

test('row 76: whoever is pinned is large until pressed again or gone; the layout that one likes outlives the call', async () => {
  const [ada, bo, cy] = await three()
  const pin = button(ada.page, 'Pin Bo')
  await pin.focus()
  await ada.page.keyboard.press('Enter')
  await isLarge(ada.page, /^Bo, /)
  // The button keeps the focus.
  await ada.page.keyboard.press('Enter')
  await layout(ada.page, 'grid')
  await onTile(ada.page, /^Cy, /, 'Pin Cy')
  await isLarge(ada.page, /^Cy, /)
  await layout(bo.page, 'grid')
  await onTile(ada.page, /^You, /, 'Pin yourself')
  await isLarge(ada.page, /^You, /)
  await ada.page.keyboard.press('g')
  await layout(ada.page, 'grid')
  await button(ada.page, 'More for this call').click()
  await ada.page.getByRole('menuitemradio', { name: 'Speaker' }).click()
  await layout(ada.page, 'speaker')
  await leave(ada.page)
  await come(ada.page)
  await isLive(ada.page)
  await layout(ada.page, 'speaker')
  await onTile(ada.page, /^Cy, /, 'Pin Cy')
  await isLarge(ada.page, /^Cy, /)
  await leave(cy.page)
  await tile(ada.page, /^Cy, /).waitFor({ state: 'detached' })
  await layout(ada.page, 'two')
  expect([ada, bo, cy].flatMap(({ complaints }) => complaints)).toEqual([])
})

test('row 76: hands are numbered in their order, signs rise from a tile, and both are read out', async () => {
  const [ada, bo, cy] = await three()
  await bo.page.keyboard.press('h')
  await tile(cy.page, /^Bo, .*hand raised, number 1/).waitFor()
  await cy.page.getByText('Bo raised a hand', { exact: true }).waitFor()
  await button(ada.page, 'Raise hand').click()
  await tile(cy.page, /^Ada, .*hand raised, number 2/).waitFor()
  await tile(ada.page, /^You, .*hand raised, number 2/).waitFor()
  await bo.page.keyboard.press('h')
  await tile(cy.page, /^Ada, .*hand raised, number 1/).waitFor()
  await button(ada.page, 'Lower hand').waitFor()
  const rises = tile(cy.page, /^Bo, /).getByText('👏').waitFor()
  const isRead = cy.page.getByText('Bo reacted with 👏', { exact: true }).waitFor()
  await bo.page.keyboard.press('e')
  const row = bo.page.getByRole('toolbar', { name: 'React' })
  await row.getByRole('button', { name: 'Thumb up' }).waitFor()
  await expect.poll(() => bo.page.evaluate(() => document.activeElement?.ariaLabel)).toBe('Thumb up')
  await bo.page.keyboard.press('ArrowRight')
  await bo.page.keyboard.press('Enter')
  await Promise.all([rises, isRead])
  await row.waitFor({ state: 'detached' })
  await bo.page.keyboard.press('e')
  await row.waitFor()
  await bo.page.keyboard.press('Escape')
  await row.waitFor({ state: 'detached' })
  await leave(ada.page)
  await come(ada.page)
  await isLive(ada.page)
  // It went down with the call.
  await button(ada.page, 'Raise hand').waitFor()
  expect([ada, bo, cy].flatMap(({ complaints }) => complaints)).toEqual([])
})

/** What of the stage reaches beyond the edges of a page. */
const beyond = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth
    const parts = [...document.querySelectorAll('[data-call] :is(button, h1, time, li, section)')]
    const isOut = (one: Element): boolean => {
      const { left, right } = one.getBoundingClientRect()
      return left < 0 || right > width
    }
    return parts.filter(isOut).map((one) => one.outerHTML.slice(0, 120))
  })

test('row 76: at 360 pixels nothing reaches beyond the edges, and what has no button is in the menu', async () => {
  const [ada, bo] = await three()
  const { page } = ada
  await page.setViewportSize({ width: 360, height: 740 })
  await button(page, 'Raise hand').waitFor({ state: 'detached' })
  expect(await beyond(page)).toEqual([])
  await button(page, 'More for this call').click()
  await page.getByRole('menuitem', { name: 'Share screen' }).waitFor()
  await page.getByRole('menuitem', { name: 'Raise hand' }).click()
  await tile(bo.page, /^Ada, .*hand raised, number 1/).waitFor()
  await button(bo.page, 'Share screen').click()
  await isLarge(page, 'Bo’s screen')
  await page.locator('ul[data-layout=speaker][data-narrow]').waitFor()
  await seesMoving(page, 'Bo’s screen')
  expect(await beyond(page)).toEqual([])
  expect(await seriousFindings(page)).toEqual([])
  // As at 1280 pixels enlarged to 400 %.
  await page.setViewportSize({ width: 320, height: 256 })
  await button(page, 'Leave').scrollIntoViewIfNeeded()
  expect(await beyond(page)).toEqual([])
  await leave(page)
})
