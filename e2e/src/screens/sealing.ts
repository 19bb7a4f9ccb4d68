import type { Page } from 'playwright-core'
import type { Person } from '../house/person.ts'
import type { Town } from '../house/town.ts'
import { inEachLook } from './look.ts'

async function close(page: Page): Promise<void> {
  // A notice has no name.
  const window = page.getByRole('dialog', { name: /./ })
  await window.getByRole('button', { name: 'Close' }).last().click()
  await window.waitFor({ state: 'detached' })
}

/** The recovery key, from making it to having kept it. */
async function recovery(page: Page, folder: string): Promise<void> {
  await page.getByRole('button', { name: 'Make a recovery key' }).click()
  await page.getByRole('status', { name: 'Recovery key' }).waitFor()
  await inEachLook(page, folder, 'recovery-key')
  await page.getByRole('button', { name: 'I have kept it' }).click()
  await page.getByRole('textbox', { name: 'Last group of the key' }).waitFor()
  await inEachLook(page, folder, 'recovery-check', ['dark'])
  await close(page)
}

/** A new browser of the same person, and how the other one confirms it. */
async function newDevice(town: Town, host: Person, room: string, folder: string): Promise<void> {
  const { page } = await town.again(host)
  await page.goto(`${town.server.url}/rooms/${room}`)
  await page.locator('[data-unreadable]').first().waitFor()
  await page.getByText('This device is not confirmed yet.').waitFor()
  await inEachLook(page, folder, 'unconfirmed')
  await host.page.getByText('A new device of yours signed in.').waitFor()
  await inEachLook(host.page, folder, 'new-device')
  await host.page.getByRole('button', { name: 'Look at my devices' }).click()
  await host.page.getByText('Not confirmed yet').waitFor()
  await inEachLook(host.page, folder, 'devices-unconfirmed')
  await page.getByRole('button', { name: 'Confirm this device' }).first().click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'Recovery key' }).waitFor()
  await inEachLook(page, folder, 'confirm-device')
  await page.getByRole('button', { name: 'Confirm from another device' }).click()
  await host.page.getByRole('button', { name: 'Look at it' }).click()
  await inEachLook(host.page, folder, 'verify-asked')
  await host.page.getByRole('button', { name: 'Yes, go on' }).click()
  await page.getByRole('img', { name: 'Code for the camera of the other device' }).waitFor()
  await inEachLook(page, folder, 'verify-ready')
  await page.getByRole('button', { name: 'Compare pictures' }).click()
  for (const one of [page, host.page]) await one.getByRole('button', { name: 'They match' }).waitFor()
  await inEachLook(page, folder, 'verify-pictures')
  for (const one of [page, host.page]) await one.getByRole('button', { name: 'They match' }).click()
  await page.getByText('The device is confirmed.').waitFor()
  await inEachLook(page, folder, 'verify-done')
  await page.context().close()
  await close(host.page)
}

/** What sealing asks of people: keeping a key, confirming a device, looking at who somebody is. */
export async function sealing(town: Town, host: Person, room: string, folder: string): Promise<void> {
  const { page } = host
  await page.goto(`${town.server.url}/settings/devices`)
  await recovery(page, folder)
  await host.enter(room)
  await newDevice(town, host, room, folder)
  await host.enter(room)
  await page.getByRole('button', { name: 'Mara Lindqvist', exact: true }).first().click()
  await page.getByRole('button', { name: 'Verify Mara Lindqvist' }).waitFor()
  await inEachLook(page, folder, 'profile-card')
  await page.keyboard.press('Escape')
}
