import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { openPage } from './browser.ts'
import { passphrase } from './person.ts'

/** Somebody who comes to a page for the first time. */
export async function visit(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> {
  const visitor = await openPage(browser, options)
  await visitor.page.goto(address)
  return visitor
}

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
export const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })

/** Fills in name and handle, and waits until the handle is known to be free. */
export async function nameOneself(page: Page, name: string, handle: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Your name' }).fill(name)
  await page.getByRole('textbox', { name: 'Handle' }).fill(handle)
  await page.getByText('Free', { exact: true }).waitFor()
}

/** Makes an account with a password on a page that offers one. */
export async function makeAccount(page: Page, name: string, handle: string): Promise<void> {
  await nameOneself(page, name, handle)
  await button(page, 'Use a password instead').click()
  await page.getByRole('textbox', { name: 'Password' }).fill(passphrase)
  await button(page, 'Create the account').click()
}

/** Leaves the way back to one's messages for later. */
export async function putOffRecovery(page: Page): Promise<void> {
  await heading(page, 'Keep a way back in').waitFor()
  await button(page, 'Remind me tomorrow').click()
}

/** Uses the owner link and goes into the first room. */
export async function becomeOwner(page: Page, name = 'Ines Moreau', handle = 'ines'): Promise<void> {
  await makeAccount(page, name, handle)
  await putOffRecovery(page)
  await button(page, 'Go to the first room').click()
  await heading(page, 'general').waitFor()
}

export async function signIn(page: Page, handle: string, password = passphrase): Promise<void> {
  await page.getByRole('textbox', { name: 'Handle' }).fill(handle)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await button(page, 'Sign in').click()
}

/** Signs out by the menu of the user bar. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'You and your presence' }).getByRole('button').first().click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out' }).click()
  await heading(page, 'Welcome back').waitFor()
}
