import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addPasskeyDevice, openBrowser, openPage } from './house/browser.ts'
import { passphrase } from './house/person.ts'
import { startServer } from './house/server.ts'
import { becomeOwner, button, heading, nameOneself, putOffRecovery, signIn, signOut, visit } from './house/visitor.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('row 1: fresh server, owner link, account in two screens, log out, log in again', async () => {
  await using server = await startServer()
  const { page, complaints } = await visit(browser, server.ownerLink ?? '')
  await heading(page, 'Create the owner account').waitFor()
  expect(page.url()).not.toContain('#')
  await becomeOwner(page)
  await page.getByText('Everyone on this server can find and read it.').waitFor()
  await signOut(page)
  await page.getByText('You are signed out.').waitFor()
  await signIn(page, 'ines', 'not the right sentence')
  await page.getByText('Handle and password do not belong together.').waitFor()
  await signIn(page, 'ines')
  await heading(page, 'general').waitFor()
  expect(complaints).toEqual([])
})

test('row 1: the same with a passkey, and a reload in between', async () => {
  await using server = await startServer()
  const { page, complaints } = await openPage(browser)
  await addPasskeyDevice(page)
  await page.goto(server.ownerLink ?? '')
  await heading(page, 'Create the owner account').waitFor()
  await page.reload()
  await nameOneself(page, 'Ines Moreau', 'ines')
  await button(page, 'Continue with a passkey').click()
  await putOffRecovery(page)
  await heading(page, 'Invite people').waitFor()
  await page.getByRole('img', { name: /^Invitation as a QR code/ }).waitFor()
  await button(page, 'Go to the first room').click()
  await heading(page, 'general').waitFor()
  await signOut(page)
  await button(page, 'Sign in with a passkey').click()
  await heading(page, 'general').waitFor()
  expect(complaints).toEqual([])
})

test('an owner link works once, and a wrong one says so', async () => {
  await using server = await startServer()
  const { page } = await visit(browser, `${server.url}/welcome#nonsense`)
  await heading(page, 'Open the owner link').waitFor()
  await page.goto(server.ownerLink ?? '')
  await becomeOwner(page)
  const second = await visit(browser, server.ownerLink ?? '')
  await second.page.getByRole('heading', { name: /has an owner already/ }).waitFor()
})

test('a handle is checked while it is being typed, and a suggested passphrase is long enough', async () => {
  await using server = await startServer()
  const owner = await visit(browser, server.ownerLink ?? '')
  await becomeOwner(owner.page)
  await owner.page.goto(`${server.url}/settings/server`)
  await owner.page.getByRole('radio', { name: /^Everyone/ }).check()
  await owner.page.getByText('Saved', { exact: true }).waitFor()
  const { page } = await visit(browser, server.url)
  await page.getByRole('link', { name: 'Make an account' }).click()
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ben')
  const field = page.getByRole('textbox', { name: 'Handle' })
  await field.fill('ines')
  await page.getByText('@ines belongs to someone else. Try a variant.').waitFor()
  await field.fill('lnes')
  await page.getByText(/^@lnes looks like someone/).waitFor()
  await field.fill('ben!')
  await page.getByText(/^Use letters, digits, dots and dashes/).waitFor()
  await field.fill('ben')
  await page.getByText('Free', { exact: true }).waitFor()
  await button(page, 'Use a password instead').click()
  await page.getByRole('textbox', { name: 'Password' }).fill(passphrase.slice(0, 5))
  await button(page, 'Create the account').click()
  await page.getByText(/^This password is too short/).waitFor()
  await button(page, 'Suggest a passphrase').click()
  await button(page, 'Create the account').click()
  await putOffRecovery(page)
  await heading(page, 'Parley').waitFor()
})
