import { answer, isLive, ring, seesMoving } from '../house/call.ts'
import type { Person } from '../house/person.ts'
import type { Town } from '../house/town.ts'
import { inEachLook } from './look.ts'

/** Windows that open over a room. */
export async function windows({ page }: Person, folder: string): Promise<void> {
  await page.getByRole('button', { name: 'Members' }).click()
  await page.getByRole('complementary', { name: 'Members' }).getByText('Owners').waitFor()
  await inEachLook(page, folder, 'members')
  await page.getByRole('button', { name: 'Close Members' }).click()
  await page.keyboard.press('Control+k')
  await page.getByRole('option').first().waitFor()
  await inEachLook(page, folder, 'switcher')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

/** A call from getting ready to the small window, and its end. */
export async function call(one: Person, other: Person, room: string, folder: string): Promise<void> {
  await one.enter(room)
  await other.enter(room)
  await one.page.getByRole('button', { name: 'Start a video call', exact: true }).click()
  await one.page.getByLabel('Your camera').waitFor()
  await inEachLook(one.page, folder, 'pre-join')
  await one.page.keyboard.press('Escape')
  await ring(one.page)
  await other.page.getByRole('alertdialog').waitFor()
  // It does not ring for ever.
  await inEachLook(other.page, folder, 'ring', ['dark'])
  await answer(other.page)
  await Promise.all([isLive(one.page), isLive(other.page)])
  await seesMoving(one.page, other.name)
  await inEachLook(one.page, folder, 'call')
  await one.page.getByRole('button', { name: 'End-to-end encrypted' }).click()
  await one.page.locator('[data-call-code]').waitFor()
  await inEachLook(one.page, folder, 'call-trust')
  await one.page.keyboard.press('Escape')
  await one.page.getByRole('button', { name: 'More for this call' }).click()
  await one.page.getByRole('menuitem', { name: 'Small window' }).click()
  await inEachLook(one.page, folder, 'call-small')
  await one.page.getByRole('button', { name: 'Leave' }).click()
  await other.page.locator('[data-call]').waitFor({ state: 'detached' })
}

/** The server goes away. */
export async function offline(town: Town, { page }: Person, folder: string): Promise<void> {
  await town.server.kill()
  await page.getByText('The server does not answer.').waitFor()
  await inEachLook(page, folder, 'offline')
}
