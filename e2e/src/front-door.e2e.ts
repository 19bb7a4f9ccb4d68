import { expect, test } from 'vitest'
import { openBrowser, openPage } from './house/browser.ts'
import { writingField } from './house/person.ts'
import { startServer } from './house/server.ts'

test('row 1: a fresh server: owner link, account with a password in two screens, and the first room', async () => {
  await using server = await startServer()
  await using browser = await openBrowser()
  const { page, complaints } = await openPage(browser)
  await page.goto(server.ownerLink ?? '')
  await page.getByLabel('Your name').fill('Ada Byron')
  await page.getByLabel('Handle').fill('ada')
  await page.getByText('Free', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Use a password instead' }).click()
  await page.getByLabel('Password', { exact: true }).fill('a whole sentence as password')
  await page.getByRole('button', { name: 'Create the account' }).click()
  await page.getByRole('button', { name: /first room/i }).click()
  await writingField(page).waitFor()
  expect(complaints).toEqual([])
})
