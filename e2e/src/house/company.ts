import type { Page } from 'playwright-core'
import { watchMedia } from './call.ts'
import { type Person, writingField } from './person.ts'
import { haveKeys, invite, privateRoom } from './sealed.ts'

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

/** A private room with everybody in it, open on all pages. */
export async function company(one: Person, ...others: readonly Person[]): Promise<void> {
  for (const { page } of [one, ...others]) await watchMedia(page)
  await haveKeys(one, ...others)
  await one.page.reload()
  await privateRoom(one, 'crew')
  await button(one.page, 'Members').click()
  for (const other of others) {
    await invite(one, other)
    // What watches begins with the load of a page.
    await other.page.reload()
    await other.page.getByRole('link', { name: /^crew/ }).click()
    await other.page.getByRole('button', { name: 'Join', exact: true }).click()
    await writingField(other.page).waitFor()
  }
}

/** Opens the call of the room, or comes into the one that runs there. */
export async function come(page: Page): Promise<void> {
  await button(page, /^(Start a video call|Join the call)/).click()
  await button(page, 'Join now').click()
}
