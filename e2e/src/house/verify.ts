import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { seriousFindings } from './axe.ts'
import { button } from './visitor.ts'

const pictures = (page: Page): Promise<readonly string[]> =>
  page.getByRole('dialog').getByRole('listitem').allInnerTexts()

/** The code that a device shows to the camera of the other one. */
export const shownCode = (page: Page) => page.getByRole('img', { name: 'Code for the camera of the other device' })

/** A new device asks to be confirmed, and another one of the same person agrees. */
export async function askAndAgree(fresh: Page, other: Page): Promise<void> {
  await button(fresh, 'Confirm this device').first().click()
  await button(fresh, 'Confirm from another device').click()
  await button(other, 'Look at it').click()
  await button(other, 'Yes, go on').click()
  for (const page of [fresh, other]) await shownCode(page).waitFor()
}

/** Nothing in the window reaches over its edge, and axe finds nothing in it. */
export async function isSound(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  expect(await seriousFindings(page)).toEqual([])
}

/** The one who was asked agrees; both look at the pictures, which are the same, and say so. */
export async function verify(asker: Page, asked: Page, agree: string): Promise<void> {
  // A call lies over the page, with the same words on it.
  await asked.getByRole('button', { name: 'Look at it' }).last().click()
  await isSound(asked)
  await asked.getByRole('dialog').getByRole('button', { name: agree }).click()
  const window = asker.getByRole('dialog')
  await shownCode(asker).waitFor()
  await isSound(asker)
  await window.getByRole('button', { name: 'Compare pictures' }).click()
  for (const page of [asker, asked]) await page.getByRole('button', { name: 'They match' }).waitFor()
  await isSound(asker)
  expect(await pictures(asker)).toHaveLength(7)
  expect(await pictures(asker)).toEqual(await pictures(asked))
  for (const page of [asker, asked]) await page.getByRole('button', { name: 'They match' }).click()
}
