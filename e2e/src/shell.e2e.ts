import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mutePort } from './house/mute-port.ts'
import type { Person } from './house/person.ts'
import { writingField } from './house/person.ts'
import { haveKeys, invite, privateRoom } from './house/sealed.ts'
import { openTown, type Town } from './house/town.ts'
import { button, heading } from './house/visitor.ts'

let town: Town
let ada: Person
let bo: Person
beforeAll(async () => {
  town = await openTown()
  ada = await town.person('Ada')
  bo = await town.person('Bo')
  await haveKeys(ada, bo)
})
afterAll(() => town[Symbol.asyncDispose]())

const row = (person: Person, name: string | RegExp) =>
  person.page.getByRole('navigation', { name: 'Rooms of Town' }).getByRole('link', { name })

/** The part of a page that has the keys. */
const region = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const inside = document.activeElement
    if (inside?.matches('[data-composer]')) return 'composer'
    if (inside?.closest('[role=log]')) return 'log'
    return inside?.closest<HTMLElement>('[data-region]')?.dataset['region'] ?? ''
  })

/** F6 goes to these regions, one after the other. A notice that happens to stand there is passed. */
async function expectRegions(page: Page, regions: readonly string[]): Promise<void> {
  for (const next of regions) {
    await page.keyboard.press('F6')
    if (next !== 'notices' && (await region(page)) === 'notices') await page.keyboard.press('F6')
    await expect.poll(() => region(page)).toBe(next)
  }
}

test('a room is made, found in the directory and joined', async () => {
  await ada.page.goto(town.server.url)
  await ada.page.getByRole('button', { name: 'Add a room' }).first().click()
  const dialog = ada.page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('boat-shed')
  await dialog.getByText(/end-to-end encrypted/).waitFor()
  await dialog.getByRole('button', { name: 'Create the room' }).click()
  await heading(ada.page, 'boat-shed').waitFor()
  await bo.page.goto(`${town.server.url}/directory`)
  await bo.page.getByRole('searchbox', { name: 'Find a room' }).fill('shed')
  await button(bo.page, 'Join boat-shed').click()
  await heading(bo.page, 'boat-shed').waitFor()
  await row(bo, 'boat-shed').waitFor()
})

test('a direct message is begun by name, shows a number for the other and loses it when read', async () => {
  await ada.page.goto(town.server.url)
  await ada.page.getByRole('button', { name: 'New message' }).first().click()
  const dialog = ada.page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'To' }).fill('bo')
  await dialog.getByRole('button', { name: /^Bo/ }).click()
  await dialog.getByRole('button', { name: 'Open the conversation' }).click()
  await heading(ada.page, 'Bo').waitFor()
  await bo.page.goto(`${town.server.url}/settings/profile`)
  await heading(bo.page, 'Profile').waitFor()
  await writingField(ada.page).fill('are you there')
  await writingField(ada.page).press('Enter')
  await bo.page.goto(`${town.server.url}/directory`)
  await row(bo, /Ada.*1 unread message/).click()
  await row(bo, /^Online Ada$|^Ada$/).waitFor()
})

test('an invitation waits in the list and can be declined', async () => {
  await privateRoom(ada, 'board')
  await invite(ada, bo)
  await bo.page.goto(town.server.url)
  await row(bo, /^board/).click()
  await button(bo.page, 'Decline').click()
  await row(bo, /^board/).waitFor({ state: 'detached' })
})

test('row 23: the keyboard goes everywhere: switcher, rooms, regions, list of keys', async () => {
  const { page } = ada
  const other = await ada.call('rooms.create', { id: `K${'k'.repeat(21)}`, kind: 'public', name: 'kitchen', topic: '' })
  await ada.enter(other.room.id)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('shed')
  await page.getByRole('option', { name: /boat-shed/, selected: true }).waitFor()
  await page.keyboard.press('Enter')
  await heading(page, 'boat-shed').waitFor()
  // As long as the switcher fades away it has the keys.
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expect.poll(() => writingField(page).evaluate((field) => field === document.activeElement)).toBe(true)
  await page.keyboard.press('Alt+ArrowDown')
  await heading(page, 'kitchen').waitFor()
  await page.keyboard.press('Alt+ArrowUp')
  await heading(page, 'boat-shed').waitFor()
  await expect.poll(() => region(page)).toBe('composer')
  await page.getByRole('log').waitFor()
  await expectRegions(page, ['rail', 'list', 'log', 'composer', 'rail'])
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
})

test('a server that goes away is named, and its return too; a notice is one of the regions', async () => {
  const { page } = bo
  await page.goto(`${town.server.url}/directory`)
  await heading(page, 'Browse rooms').waitFor()
  await row(bo, 'boat-shed').waitFor()
  await button(page, 'Join kitchen').waitFor()
  await town.server.kill()
  await page.getByText('The server does not answer.').waitFor()
  await button(page, 'Join kitchen').click()
  await page.locator('[role="alertdialog"]').waitFor()
  await expectRegions(page, ['notices', 'rail', 'list', 'main', 'notices'])
  const mute = await mutePort(town.server.url)
  await button(page, 'Try now').press('Enter')
  await page.locator('button[aria-busy=true]', { hasText: 'Try now' }).waitFor()
  await expectRegions(page, ['notices', 'rail', 'list', 'main', 'notices'])
  await mute[Symbol.asyncDispose]()
  await row(bo, 'boat-shed').click()
  await heading(page, 'boat-shed').waitFor()
  await town.server.restart()
  await page.getByText('You are online again.').waitFor()
})
