import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { seriousFindings } from './house/axe.ts'
import { closePages } from './house/browser.ts'
import { isLive, isOver, liveTracks } from './house/call.ts'
import { come, company } from './house/company.ts'
import { openTown, type Town } from './house/town.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const panel = (page: Page) => page.getByRole('dialog', { name: 'People' })
const row = (page: Page, user: string) => panel(page).locator(`[data-person="${user}"]`)
const isLockedOn = (page: Page) => page.locator('[data-call]').getByText('The call is locked. Nobody new can join.')

/** Opens the people of the call, or finds them open. */
async function openPeople(page: Page): Promise<void> {
  if (!(await panel(page).isVisible())) await button(page, 'People').click()
  await panel(page).waitFor()
}

async function closePeople(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await panel(page).waitFor({ state: 'detached' })
}

/** What a moderator does with somebody, by the menu beside their name. */
async function choose(page: Page, name: string, deed: string): Promise<void> {
  await openPeople(page)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `More for ${name}` })
    .click()
  await page.getByRole('menuitem', { name: deed, exact: true }).click()
}

async function setLock(page: Page, isLocked: boolean): Promise<void> {
  await openPeople(page)
  await page.getByRole('switch', { name: 'Lock the call', checked: !isLocked }).click()
  await page.getByRole('switch', { name: 'Lock the call', checked: isLocked }).waitFor()
  await closePeople(page)
}

/** Whether every button below the pictures lies within the page. */
async function fitsWidth(page: Page, width: number): Promise<boolean> {
  const boxes = await Promise.all(
    (await page.locator('[data-call] footer').getByRole('button').all()).map((one) => one.boundingBox()),
  )
  return boxes.every((box) => box !== null && box.x >= 0 && box.x + box.width <= width)
}

describe('a call in a room and its moderator', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown()
    await town.person('Owner')
  })
  afterAll(() => town[Symbol.asyncDispose]())
  afterEach(() => closePages(town.browser))

  test('row 77: one is muted and unmutes, the call is locked and opened, one is taken out and comes again', async () => {
    const [ada, bo, cy] = [await town.person('Ada'), await town.person('Bo'), await town.person('Cy')]
    await company(ada, bo, cy)
    await come(ada.page)
    await come(bo.page)
    await Promise.all([isLive(ada.page), isLive(bo.page)])

    // Everybody sees who is there, and only the owner of the room has a say.
    await openPeople(bo.page)
    await row(bo.page, bo.id).getByText('You', { exact: true }).waitFor()
    await row(bo.page, ada.id).getByText('Microphone on').waitFor()
    expect(await panel(bo.page).getByRole('switch').count()).toBe(0)
    expect(
      await panel(bo.page)
        .getByRole('button', { name: /^More for/ })
        .count(),
    ).toBe(0)
    await closePeople(bo.page)
    await openPeople(ada.page)
    await ada.page.getByRole('dialog').getByRole('button', { name: 'More for Bo' }).waitFor()
    expect(await seriousFindings(ada.page)).toEqual([])

    await choose(ada.page, 'Bo', 'Mute')
    await bo.page.getByText('Ada muted you.').first().waitFor()
    await openPeople(ada.page)
    await row(ada.page, bo.id).getByText('Muted').waitFor()
    await button(bo.page, 'Unmute').click()
    await row(ada.page, bo.id).getByText('Microphone on').waitFor()

    await setLock(ada.page, true)
    await Promise.all([isLockedOn(ada.page).waitFor(), isLockedOn(bo.page).waitFor()])
    const shut = button(cy.page, 'The call is locked, 2 people in it')
    await shut.waitFor()
    expect(await shut.getAttribute('aria-disabled')).toBe('true')
    await bo.page.reload()
    await isLive(bo.page)
    await setLock(ada.page, false)
    await button(cy.page, 'Join the call, 2 people in it').waitFor()
    await setLock(ada.page, true)

    await choose(ada.page, 'Bo', 'Remove from the call')
    const question = ada.page.getByRole('alertdialog', { name: 'Remove Bo from the call?' })
    await question.getByRole('button', { name: 'Remove Bo' }).click()
    await isOver(bo.page)
    await bo.page.getByText('Ada removed you from the call.').first().waitFor()
    await expect.poll(() => liveTracks(bo.page)).toBe(0)
    await button(bo.page, 'The call is locked, 1 person in it').waitFor()
    await ada.page.locator('[data-call=alone]').waitFor()

    await setLock(ada.page, false)
    await come(bo.page)
    await Promise.all([isLive(ada.page), isLive(bo.page)])

    await ada.page.setViewportSize({ width: 360, height: 720 })
    expect(await fitsWidth(ada.page, 360)).toBe(true)
    await openPeople(ada.page)
    await row(ada.page, bo.id).waitFor()
    expect([ada, bo, cy].flatMap(({ complaints }) => complaints)).toEqual([])
  })

  test('row 76: whom a moderator puts in the spotlight is large for everybody, until somebody likes it otherwise', async () => {
    const [ada, bo, cy] = [await town.person('Ada'), await town.person('Bo'), await town.person('Cy')]
    await company(ada, bo, cy)
    for (const { page } of [ada, bo, cy]) await come(page)
    for (const { page } of [ada, bo, cy]) {
      await isLive(page)
      await page.locator('ul[data-layout=grid]').waitFor()
    }
    const large = (page: Page) => page.locator('[data-large]').getByRole('region', { name: /^Cy, .*in the spotlight/ })
    await choose(ada.page, 'Cy', 'Put in the spotlight')
    await row(ada.page, cy.id).getByText('In the spotlight').waitFor()
    expect(await seriousFindings(ada.page)).toEqual([])
    await closePeople(ada.page)
    await Promise.all([large(ada.page).waitFor(), large(bo.page).waitFor()])
    await cy.page.getByText('You are in the spotlight: everybody sees you large.').waitFor()
    await bo.page.getByText('Cy is in the spotlight, large for everybody').waitFor()
    // Who reloads finds it so, and who likes the grid has it.
    await bo.page.reload()
    await isLive(bo.page)
    await large(bo.page).waitFor()
    await bo.page.keyboard.press('g')
    await bo.page.locator('ul[data-layout=grid]').waitFor()
    await choose(ada.page, 'Ada', 'Put in the spotlight')
    await closePeople(ada.page)
    await bo.page
      .locator('[data-large]')
      .getByRole('region', { name: /^Ada, .*in the spotlight/ })
      .waitFor()
    await choose(ada.page, 'Ada', 'Take out of the spotlight')
    await bo.page.locator('ul[data-layout=grid]').waitFor()
    expect([ada, bo, cy].flatMap(({ complaints }) => complaints)).toEqual([])
  })
})
