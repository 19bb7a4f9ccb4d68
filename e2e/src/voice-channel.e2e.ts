import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { seriousFindings } from './house/axe.ts'
import { closePages } from './house/browser.ts'
import { incoming, isOver, liveTracks } from './house/call.ts'
import { openTown, type Town } from './house/town.ts'
import { entrance, workbench } from './house/voice.ts'

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const card = (page: Page) => page.getByRole('region', { name: 'Voice channel Workbench' })
const enter = (page: Page) => entrance(page).click()
const people = (page: Page) => page.getByRole('list', { name: 'In Workbench' }).getByRole('listitem')
const isIn = (page: Page, state: 'alone' | 'live') => page.locator(`[data-voice][data-call=${state}]`).waitFor()
/** How loud what one hears of the others is played, from 0 to 1; 0 where it is muted. */
const volumes = (page: Page) =>
  page.locator('audio').evaluateAll((all: HTMLAudioElement[]) => all.map(({ muted, volume }) => (muted ? 0 : volume)))

/** Sees the samples of sound grow louder: somebody talks. */
async function hears(page: Page): Promise<void> {
  const before = (await incoming(page)).energy
  await expect.poll(async () => (await incoming(page)).energy).toBeGreaterThan(before + 0.001)
}

describe('row 79: a voice channel', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown()
    await town.person('Owner')
  })
  afterAll(() => town[Symbol.asyncDispose]())
  afterEach(() => closePages(town.browser))

  test('is seen from outside, entered with one press, silent at first, and as loud as each person likes', async () => {
    const [ada, bo] = [await town.person('Ada'), await town.person('Bo')]
    await workbench(ada, bo)

    await enter(ada.page)
    await isIn(ada.page, 'alone')
    await ada.page.getByRole('navigation').getByText('Waiting for others').waitFor()
    // Who is there shows without being there.
    await expect.poll(() => people(bo.page).allTextContents()).toEqual([expect.stringContaining('Ada')])
    await enter(bo.page)
    await Promise.all([isIn(ada.page, 'live'), isIn(bo.page, 'live')])
    expect(await people(ada.page).count()).toBe(2)
    expect(await seriousFindings(ada.page)).toEqual([])

    // Nobody is heard who did not switch their microphone on.
    await people(ada.page).filter({ hasText: 'Bo' }).getByText('Muted').waitFor()
    await card(bo.page).getByRole('button', { name: 'Unmute' }).click()
    await people(ada.page).filter({ hasText: 'Bo' }).getByText('Muted').waitFor({ state: 'detached' })
    await hears(ada.page)

    await people(ada.page).getByRole('button', { name: 'Bo' }).click()
    await ada.page.getByRole('slider', { name: 'How loud Bo is for you' }).fill('25')
    await expect.poll(() => volumes(ada.page)).toEqual([0.25])
    await ada.page.keyboard.press('Escape')
    await card(ada.page).getByRole('button', { name: 'Hear nothing' }).click()
    await expect.poll(() => volumes(ada.page)).toEqual([0])
    await card(ada.page).getByRole('button', { name: 'Hear again' }).click()
    await expect.poll(() => volumes(ada.page)).toEqual([0.25])

    // Push to talk: heard for as long as the key is down.
    await card(bo.page).getByRole('button', { name: 'Mute' }).click()
    await card(bo.page).getByText('Hold to talk').waitFor()
    // Space on a button presses that.
    await bo.page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
    await bo.page.keyboard.down('Space')
    await people(ada.page).filter({ hasText: 'Bo' }).getByText('Muted').waitFor({ state: 'detached' })
    await bo.page.keyboard.up('Space')
    await people(ada.page).filter({ hasText: 'Bo' }).getByText('Muted').waitFor()

    // The rooms stay in use meanwhile, and it is one press to the whole view and back.
    await card(ada.page).getByRole('button', { name: 'Back to the call' }).click()
    await ada.page.getByRole('region', { name: 'Call with Workbench' }).waitFor()
    await button(ada.page, 'Small window').click()
    await card(ada.page).getByRole('button', { name: 'Leave' }).click()
    await isOver(ada.page)
    expect(await liveTracks(ada.page)).toBe(0)
    await expect.poll(() => people(ada.page).allTextContents()).toEqual([expect.stringContaining('Bo')])
    await isIn(bo.page, 'alone')

    // One is there in one tab at a time.
    const second = await bo.elsewhere()
    await second.page.goto(bo.page.url())
    await second.page.getByText('In a call in another tab.').waitFor()
    await button(second.page, 'Bring it here').click()
    await second.page.locator('[data-call=alone]').waitFor()
    await isOver(bo.page)
    await bo.page.getByText('The call goes on in another tab or on another device.').waitFor()
    await expect.poll(() => people(ada.page).allTextContents()).toEqual([expect.stringContaining('Bo')])
    expect([ada, bo].flatMap(({ complaints }) => complaints)).toEqual([])
  })
})
