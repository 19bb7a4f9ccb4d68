import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './house/axe.ts'
import { message, write } from './house/conversation.ts'
import { figure } from './house/figure.ts'
import { writingField } from './house/person.ts'
import { directWith, haveKeys } from './house/sealed.ts'
import { openTown, type Town } from './house/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town[Symbol.asyncDispose]())

const phone = { width: 360, height: 740 }
const pictures = (page: Page): Promise<readonly string[]> =>
  page.getByRole('dialog').getByRole('listitem').allInnerTexts()

/** Nothing in the window reaches over its edge, and axe finds nothing in it. */
async function isSound(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  expect(await seriousFindings(page)).toEqual([])
}

/** The one who was asked agrees; both look at the pictures, which are the same, and say so. */
async function verify(asker: Page, asked: Page, agree: string): Promise<void> {
  await asked.getByRole('button', { name: 'Look at it' }).click()
  await isSound(asked)
  await asked.getByRole('dialog').getByRole('button', { name: agree }).click()
  const window = asker.getByRole('dialog')
  await window.getByRole('img', { name: 'Code for the camera of the other device' }).waitFor()
  await isSound(asker)
  await window.getByRole('button', { name: 'Compare pictures' }).click()
  for (const page of [asker, asked]) await page.getByRole('button', { name: 'They match' }).waitFor()
  await isSound(asker)
  expect(await pictures(asker)).toHaveLength(7)
  expect(await pictures(asker)).toEqual(await pictures(asked))
  for (const page of [asker, asked]) await page.getByRole('button', { name: 'They match' }).click()
}

test('row 107: a second browser is confirmed by pictures and reads what was said; two people verify each other', async () => {
  const [ada, bo] = [await town.person('Ada'), await town.person('Bo')]
  await haveKeys(ada, bo)
  const room = await directWith(ada, bo)
  await bo.enter(room)
  await write(bo.page, 'the harbour at nine')
  await message(ada.page, 'the harbour at nine').waitFor()

  const fresh = await town.again(ada, { viewport: phone })
  await fresh.page.goto(`${town.server.url}/rooms/${room}`)
  await writingField(fresh.page).waitFor()
  await fresh.page.getByRole('button', { name: 'Confirm this device' }).first().click()
  await fresh.page.getByRole('button', { name: 'Confirm from another device' }).click()
  await verify(fresh.page, ada.page, 'Yes, go on')
  const began = performance.now()
  await fresh.page.getByText('The device is confirmed.').waitFor()
  await fresh.page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  await message(fresh.page, 'the harbour at nine').waitFor()
  figure('row 107: pictures confirmed to readable history', performance.now() - began, 10_000)
  await write(fresh.page, 'from the new browser')
  await message(bo.page, 'from the new browser').waitFor()
  await ada.page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()

  await ada.page.getByRole('button', { name: 'Bo', exact: true }).first().click()
  await ada.page.getByRole('button', { name: 'Verify Bo' }).click()
  await verify(ada.page, bo.page, 'Begin')
  await ada.page.getByText('Bo is verified.').waitFor()
  await bo.page.getByText('Ada is verified.').waitFor()
  for (const { page } of [ada, bo]) {
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
    await page.locator('[data-kind="verified"]').first().waitFor()
  }
  await ada.page.goto(`${town.server.url}/settings/devices`)
  await ada.page.getByText('Confirmed', { exact: true }).nth(1).waitFor()
  await isSound(ada.page)
  expect([...ada.complaints, ...bo.complaints]).toEqual([])
})

test('row 107: pictures that do not match: the new device stays unconfirmed, and can be signed out', async () => {
  const cy = await town.person('Cy')
  await haveKeys(cy)
  const fresh = await town.again(cy)
  await fresh.page.getByRole('button', { name: 'Confirm this device' }).first().click()
  await fresh.page.getByRole('button', { name: 'Confirm from another device' }).click()
  await cy.page.getByRole('button', { name: 'Look at it' }).click()
  await cy.page.getByRole('button', { name: 'Yes, go on' }).click()
  await cy.page.getByRole('button', { name: 'Compare pictures' }).click()
  await cy.page.getByRole('button', { name: 'They do not match' }).click()
  for (const page of [cy.page, fresh.page]) await page.getByText('The two sides did not match.').waitFor()
  await isSound(cy.page)
  await cy.page.getByRole('button', { name: 'Sign that device out' }).click()
  await cy.page.getByText('The device is signed out.').waitFor()
  await fresh.page.getByRole('textbox', { name: 'Handle' }).waitFor()
})
