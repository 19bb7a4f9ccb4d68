import type { Page } from 'playwright-core'
import { answer, isLive, ring } from '../house/call.ts'
import type { Person } from '../house/person.ts'
import type { Town } from '../house/town.ts'
import { shoot } from './shoot.ts'

const sizes = [
  [1440, 900],
  [390, 844],
] as const

/** Shoots what a page shows now in each theme, wide and narrow. */
async function inEachLook(
  page: Page,
  folder: string,
  name: string,
  themes: readonly ('dark' | 'light')[] = ['dark', 'light'],
): Promise<void> {
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme })
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height })
      await shoot(page, folder, `${name}.${colorScheme}.${width}`)
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}

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
  await inEachLook(one.page, folder, 'call')
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
