import type { Page } from 'playwright-core'
import type { Person } from './person.ts'

/** Somebody, perhaps a guest, who has no handle. */
export type Other = Pick<Person, 'id' | 'name' | 'page' | 'url' | 'enter'> & { readonly handle?: string }

/**
 * Waits until somebody's device has made their keys: from then on something can be sealed for them. The test's own time
 * limit ends it.
 */
async function hasKeys(asker: Pick<Person, 'call'>, other: Pick<Person, 'id'>): Promise<void> {
  const published = async (): Promise<boolean> => {
    const { users } = await asker.call('keys.query', { users: [other.id] })
    return users.some(({ master, devices }) => master !== null && devices.length > 0)
  }
  while (!(await published())) await new Promise((resolve) => setTimeout(resolve, 100))
}

/** Opens the app for everybody, and waits until each can seal. */
export async function haveKeys(one: Person, ...others: readonly Other[]): Promise<void> {
  for (const { page, url } of [one, ...others]) if (!page.url().startsWith(`${url}/rooms/`)) await page.goto(url)
  for (const person of [one, ...others]) await hasKeys(one, person)
}

/** Keeps the keys of a page closed from its next load on: what opens them does not come. Answers what lets it come. */
export async function holdKeys(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route('**/*.wasm', async (route) => {
    await promise
    await route.continue()
  })
  return resolve
}

const roomIn = (page: Page): string => new URL(page.url()).pathname.split('/')[2] ?? ''

/** Begins the direct message with a guest of the room that is open, from the list of its members. Answers its id. */
export async function directWithGuest({ page }: Person, { name }: Other): Promise<string> {
  await page.getByRole('button', { name: 'Members' }).click()
  await page
    .getByRole('complementary', { name: 'Members' })
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click()
  await page.getByRole('button', { name: `Write to ${name}` }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
  return roomIn(page)
}

/** Begins the direct message with somebody through the switcher, as people do. Answers its id. */
export async function directWith(one: Pick<Person, 'page'>, other: Other): Promise<string> {
  const { page } = one
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill(other.handle ?? other.name)
  await page.getByRole('option', { name: other.name }).first().click()
  // It stays open until the conversation is there.
  await page.getByRole('combobox').waitFor({ state: 'detached' })
  await page.getByRole('heading', { name: other.name, level: 1 }).waitFor()
  return roomIn(page)
}

/** Makes a private room through the dialog. Answers its id. @param history what is chosen for new members */
export async function privateRoom(one: Person, name: string, history?: string): Promise<string> {
  const { page } = one
  await page.getByRole('button', { name: 'Add a room' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await dialog.getByRole('radio', { name: /Private/ }).check()
  if (history !== undefined) await dialog.getByRole('radio', { name: history }).check()
  await dialog.getByRole('button', { name: 'Create the room' }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
  return roomIn(page)
}

/** Invites somebody into the room that is open, through the dialog. */
export async function invite(one: Person, other: Other): Promise<void> {
  const { page } = one
  await page.getByRole('button', { name: 'Invite people' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog
    .getByRole('textbox')
    .first()
    .fill(other.handle ?? other.name)
  await dialog.getByRole('button', { name: `Invite ${other.name}` }).click()
  await dialog.getByText('Invited', { exact: true }).waitFor()
  await page.keyboard.press('Escape')
}
