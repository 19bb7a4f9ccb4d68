import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isLive, isOver, leave, liveTracks, seesMoving, watchMedia } from './house/call.ts'
import { come, company } from './house/company.ts'
import { confirmDevice, recoveryKeyOf } from './house/recovery.ts'
import { openTown, type Town } from './house/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
  await town.person('Owner')
})
afterAll(() => town[Symbol.asyncDispose]())

/** The call has gone on from a page, which says so, and has let go of its devices. */
async function hasLost(page: Page): Promise<void> {
  await isOver(page)
  await page.getByText('The call goes on in another tab or on another device.').waitFor()
  await expect.poll(() => liveTracks(page)).toBe(0)
}

test('row 77: the seat in a call goes along to another tab and to another device, also where the call is locked', async () => {
  const [ada, bo] = [await town.person('Ada'), await town.person('Bo')]
  await company(ada, bo)
  const room = new URL(bo.page.url()).pathname
  const key = await recoveryKeyOf(bo)
  await bo.page.goto(`${bo.url}${room}`)
  const { page: phone } = await town.again(bo)
  await watchMedia(phone)
  await phone.goto(`${bo.url}${room}`)
  await confirmDevice(phone, key)
  for (const { page } of [ada, bo]) await come(page)
  for (const { page } of [ada, bo]) await isLive(page)
  await ada.page.getByRole('button', { name: 'People', exact: true }).click()
  await ada.page.getByRole('switch', { name: 'Lock the call' }).click()
  await bo.page.locator('[data-call]').getByText('The call is locked. Nobody new can join.').waitFor()

  const second = await bo.anotherPage()
  await watchMedia(second)
  await second.goto(`${bo.url}${room}`)
  await second.getByText('In a call in another tab.').waitFor()
  await second.getByRole('button', { name: 'Bring it here' }).click()
  await isLive(second)
  await hasLost(bo.page)
  await seesMoving(ada.page, 'Bo')

  // Somebody who is in it is not kept out of it by the lock, whichever device they take.
  await phone.getByRole('button', { name: 'Join the locked call, 2 people in it' }).click()
  await phone.getByRole('button', { name: 'Join now' }).click()
  await isLive(phone)
  await hasLost(second)
  await seesMoving(ada.page, 'Bo')
  await seesMoving(phone, 'Ada')
  await leave(phone)
  await ada.page.locator('[data-call=alone]').waitFor()
  expect([...ada.complaints, ...bo.complaints]).toEqual([])
})
