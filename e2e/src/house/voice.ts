import type { Page } from 'playwright-core'
import { watchMedia } from './call.ts'
import { type Person, writingField } from './person.ts'
import { haveKeys, invite } from './sealed.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name })

/** By which one comes into the talk of the channel. */
export const entrance = (page: Page) => page.getByRole('navigation').getByRole('button', { name: /^Join Workbench/ })

/** Makes a voice channel for invited people, through the dialog. */
async function makeChannel({ page }: Person): Promise<void> {
  await button(page, 'Add a room').first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Workbench')
  await dialog.getByRole('radio', { name: /Private/ }).check()
  await dialog.getByRole('switch', { name: 'Voice channel' }).click()
  await dialog.getByRole('button', { name: 'Create the room' }).click()
  await page.getByRole('heading', { name: 'Workbench', level: 1 }).waitFor()
}

/** The voice channel Workbench with two members, open on the pages of both. Nobody is in the talk yet. */
export async function workbench(one: Person, other: Person): Promise<void> {
  for (const { page } of [one, other]) await watchMedia(page)
  await haveKeys(one, other)
  await one.page.reload()
  await makeChannel(one)
  await button(one.page, 'Members').click()
  await invite(one, other)
  const { page } = other
  await page.reload()
  await page.getByRole('link', { name: /^Workbench/ }).click()
  await button(page, 'Join').and(page.getByRole('main').getByRole('button')).first().click()
  await writingField(page).waitFor()
}
