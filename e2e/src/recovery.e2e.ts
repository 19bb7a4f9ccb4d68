import { afterAll, beforeAll, expect, test } from 'vitest'
import { message, write } from './house/conversation.ts'
import { figure } from './house/figure.ts'
import { writingField } from './house/person.ts'
import { confirmDevice, recoveryKeyOf } from './house/recovery.ts'
import { directWith, haveKeys } from './house/sealed.ts'
import { openTown, type Town } from './house/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town[Symbol.asyncDispose]())

test('row 24: a fresh browser reads what was said before, with the recovery key', async () => {
  const [ada, bo] = [await town.person('Ada'), await town.person('Bo')]
  await haveKeys(ada, bo)
  const room = await directWith(ada, bo)
  await bo.enter(room)
  await write(ada.page, 'the harbour at nine')
  await message(bo.page, 'the harbour at nine').waitFor()
  await write(bo.page, 'bring the ladder')
  await message(ada.page, 'bring the ladder').waitFor()

  const key = await recoveryKeyOf(ada)
  expect(key.split(/\s+/)).toHaveLength(12)

  const fresh = await town.again(ada)
  await fresh.page.goto(`${town.server.url}/rooms/${room}`)
  await writingField(fresh.page).waitFor()
  await fresh.page.locator('[data-unreadable]').first().waitFor()
  await fresh.page.getByRole('button', { name: 'Confirm this device' }).first().click()
  const asked = fresh.page.getByRole('dialog')
  await asked.getByRole('textbox', { name: 'Recovery key' }).fill('nonsense')
  await asked.getByRole('button', { name: 'Confirm this device' }).click()
  await asked.getByText(/This is not your recovery key/).waitFor()
  await fresh.page.keyboard.press('Escape')
  const began = performance.now()
  await confirmDevice(fresh.page, key)
  await message(fresh.page, 'the harbour at nine').waitFor()
  await message(fresh.page, 'bring the ladder').waitFor()
  figure('row 24: recovery key to readable history', performance.now() - began, 10_000)
  await write(fresh.page, 'from the new browser')
  await message(bo.page, 'from the new browser').waitFor()
  expect(fresh.page.url()).toContain(room)
})
