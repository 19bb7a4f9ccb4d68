import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { callCode, incoming, isLive, seesMoving, watchMedia } from './call.ts'
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

/** Everybody sees everybody else move, and hears somebody. */
export async function allMeet(...people: readonly Person[]): Promise<void> {
  for (const { page, name } of people) {
    await isLive(page)
    for (const other of people) if (other.name !== name) await seesMoving(page, other.name)
    await expect.poll(async () => (await incoming(page)).energy).toBeGreaterThan(0)
  }
}

/** Nobody stands between: everybody sees the same code. */
export async function sameCode(...people: readonly Person[]): Promise<void> {
  const codes = await Promise.all(people.map(({ page }) => callCode(page)))
  expect(codes[0]).toMatch(/^\d{16}$/)
  expect(new Set(codes).size).toBe(1)
}
