import { afterAll, beforeAll, expect, test } from 'vitest'
import { message, write } from './house/conversation.ts'
import { figure } from './house/figure.ts'
import { writingField } from './house/person.ts'
import { directWith, haveKeys } from './house/sealed.ts'
import { openTown, type Town } from './house/town.ts'
import { askAndAgree, isSound, verify } from './house/verify.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town[Symbol.asyncDispose]())

const phone = { width: 360, height: 740 }

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
  await ada.page.getByRole('listitem').filter({ hasText: 'Bo' }).getByText('Verified', { exact: true }).waitFor()
  await isSound(ada.page)
  expect([...ada.complaints, ...bo.complaints]).toEqual([])
})

test('row 107: pictures that do not match: the new device stays unconfirmed, and can be signed out', async () => {
  const cy = await town.person('Cy')
  await haveKeys(cy)
  const fresh = await town.again(cy)
  await cy.page.getByText('A new device of yours signed in.').waitFor()
  await isSound(cy.page)
  await askAndAgree(fresh.page, cy.page)
  await cy.page.getByRole('button', { name: 'Compare pictures' }).click()
  await cy.page.getByRole('button', { name: 'They do not match' }).click()
  for (const page of [cy.page, fresh.page]) await page.getByText('The two sides did not match.').waitFor()
  await isSound(cy.page)
  await cy.page.getByRole('button', { name: 'Sign that device out' }).click()
  await cy.page.getByText('The device is signed out.').waitFor()
  await cy.page.getByText('A new device of yours signed in.').waitFor({ state: 'detached' })
  await fresh.page.getByRole('textbox', { name: 'Handle' }).waitFor()
})
