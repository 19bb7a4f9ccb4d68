import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './house/axe.ts'
import { message, write } from './house/conversation.ts'
import { haveKeys, invite, privateRoom } from './house/sealed.ts'
import { openTown, type Town } from './house/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town[Symbol.asyncDispose]())

test('row 24: whoever made a private room lets new members read earlier messages, and takes that back', async () => {
  const [ada, bo] = [await town.person('Ada'), await town.person('Bo')]
  await haveKeys(ada, bo)
  const { page } = ada
  await privateRoom(ada, 'archive', 'Earlier messages too')
  await write(page, 'the ladder is in the shed')
  await message(page, 'the ladder is in the shed').waitFor()
  await page.getByRole('button', { name: 'Members' }).click()
  await invite(ada, bo)
  await bo.page.getByRole('link', { name: /^archive/ }).click()
  await bo.page.getByRole('button', { name: 'Join', exact: true }).click()
  await message(bo.page, 'the ladder is in the shed').waitFor()
  await bo.page.getByRole('button', { name: 'Members' }).click()
  await bo.page.getByText('Whoever becomes a member later can read earlier messages too.').waitFor()

  await page.getByRole('button', { name: 'More' }).first().click()
  await page.getByRole('menuitem', { name: 'Room details' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/counts for what is written from now on/).waitFor()
  expect(await dialog.getByRole('radio', { name: 'Earlier messages too' }).isChecked()).toBe(true)
  expect(await seriousFindings(page)).toEqual([])
  await dialog.getByRole('radio', { name: 'From when they join' }).check()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  await bo.page.getByText(/made new members read only what is written after they join/).waitFor()
})
