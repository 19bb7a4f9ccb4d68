import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from './house/browser.ts'
import { passphrase } from './house/person.ts'
import { type ServerProcess, startServer } from './house/server.ts'
import { becomeOwner, button, heading, signIn, visit } from './house/visitor.ts'

let browser: Browser
let server: ServerProcess
let home: Page
beforeAll(async () => {
  browser = await openBrowser()
  server = await startServer({ PARLEY_CREDENTIALS_PER_MINUTE: '100000' })
  const { page } = await visit(browser, server.ownerLink ?? '')
  await becomeOwner(page)
  home = page
})
afterAll(async () => {
  await browser.close()
  await server[Symbol.asyncDispose]()
})

async function elsewhere(password = passphrase): Promise<Page> {
  const { page } = await visit(browser, server.url)
  await signIn(page, 'ines', password)
  await page.getByRole('navigation', { name: 'Rooms of Parley' }).waitFor()
  return page
}

const devices = async (): Promise<void> => {
  await home.goto(`${server.url}/settings/devices`)
  await home.getByText('This device').waitFor()
}

test('row 6: signing out one other device closes its browser page at once', async () => {
  const other = await elsewhere()
  await devices()
  await home.getByRole('button', { name: /^Remove / }).click()
  await home
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Remove / })
    .click()
  await heading(other, 'Welcome back').waitFor()
  await other.getByText('This device was signed out from another device.').waitFor()
  await expect.poll(() => home.getByRole('button', { name: /^Remove / }).count()).toBe(0)
})

test('signing out everywhere else leaves this device alone', async () => {
  const others = [await elsewhere(), await elsewhere()]
  await devices()
  await button(home, 'Sign out everywhere else').click()
  await home.getByRole('alertdialog').getByRole('button', { name: 'Sign out everywhere else' }).click()
  for (const other of others) await heading(other, 'Welcome back').waitFor()
  await home.reload()
  await home.getByText('This device').waitFor()
})

test('a new password signs out the others, and is the one that works', async () => {
  const other = await elsewhere()
  const next = 'quite another sentence now'
  await devices()
  await button(home, 'Change the password').click()
  const dialog = home.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Your password now' }).fill(passphrase)
  await dialog.getByRole('textbox', { name: 'New password' }).fill(next)
  await dialog.getByRole('button', { name: 'Change the password' }).click()
  await heading(other, 'Welcome back').waitFor()
  await signIn(other, 'ines')
  await other.getByText('Handle and password do not belong together.').waitFor()
  await signIn(other, 'ines', next)
  await other.getByRole('navigation', { name: 'Rooms of Parley' }).waitFor()
})
