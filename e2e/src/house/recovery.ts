import type { Page } from 'playwright-core'
import type { Person } from './person.ts'

/** Makes a recovery key in the settings, and keeps it. */
export async function recoveryKeyOf({ page, url }: Person): Promise<string> {
  await page.goto(`${url}/settings/devices`)
  await page.getByRole('button', { name: 'Make a recovery key' }).click()
  const made = page.getByRole('dialog')
  const key = ((await made.getByRole('status', { name: 'Recovery key' }).textContent()) ?? '').trim()
  await made.getByRole('button', { name: 'I have kept it' }).click()
  await made.getByRole('textbox', { name: 'Last group of the key' }).fill(key.slice(-4))
  await made.getByRole('button', { name: 'Check' }).click()
  await made.getByText('Your recovery key is ready.').waitFor()
  await made.getByRole('button', { name: 'Close' }).last().click()
  return key
}

/** Confirms a device that asks for it by the recovery key. */
export async function confirmDevice(page: Page, key: string): Promise<void> {
  await page.getByRole('button', { name: 'Confirm this device' }).first().click()
  const asked = page.getByRole('dialog')
  await asked.getByRole('textbox', { name: 'Recovery key' }).fill(key)
  await asked.getByRole('button', { name: 'Confirm this device' }).click()
  await asked.getByText('This device is confirmed.').waitFor()
  await asked.getByRole('button', { name: 'Close' }).last().click()
}
