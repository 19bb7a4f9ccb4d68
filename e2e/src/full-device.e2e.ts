import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './house/axe.ts'
import { openPage } from './house/browser.ts'
import { message, textsOf, write } from './house/conversation.ts'
import { openDisk } from './house/disk.ts'
import { settle, writingField } from './house/person.ts'
import { directWith, haveKeys } from './house/sealed.ts'
import { openTown, type Town } from './house/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town[Symbol.asyncDispose]())

/** What is being written in any room, as this browser keeps it. */
const keptDrafts = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<unknown>((resolve, reject) => {
        const opening = indexedDB.open('parley')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const reading = opening.result.transaction('drafts').objectStore('drafts').getAll()
          reading.onsuccess = () => resolve(reading.result)
          opening.result.close()
        }
      }),
  )

test('a device without room loses nothing: it says so, keeps what was typed, and goes on by itself', async () => {
  const bo = await town.person('Bo')
  const { page, complaints } = await openPage(town.browser)
  const disk = await openDisk(page, town.server.url)
  const account = { handle: 'ada', name: 'Ada', admission: { kind: 'open' } } as const
  const ada = await settle(page, town.server.url, complaints, account)
  await haveKeys(ada, bo)
  const room = await directWith(ada, bo)
  await bo.enter(room)
  await write(ada.page, 'before')
  await message(bo.page, 'before').waitFor()

  await disk.fill()
  await write(ada.page, 'while it is full')
  await ada.page.getByRole('alert').getByText('This device has no room left').waitFor()
  expect(await writingField(ada.page).inputValue()).toBe('while it is full')
  await write(bo.page, 'under a key that does not fit')
  const banner = ada.page.getByRole('status').filter({ hasText: 'This device has no room left.' })
  await banner.waitFor()
  expect(await ada.page.getByText('cannot be opened').count()).toBe(0)
  expect(await seriousFindings(ada.page)).toEqual([])
  const [asked] = await Promise.all([
    ada.page.waitForEvent('dialog'),
    ada.page.evaluate(() => setTimeout(() => location.reload())),
  ])
  expect(asked.type()).toBe('beforeunload')
  await asked.dismiss()
  expect(await writingField(ada.page).inputValue()).toBe('while it is full')

  await disk.free()
  await banner.waitFor({ state: 'detached' })
  await message(ada.page, 'under a key that does not fit').waitFor()
  await expect.poll(() => keptDrafts(ada.page)).toEqual(['while it is full'])
  await ada.page.reload()
  await expect.poll(() => writingField(ada.page).inputValue()).toBe('while it is full')
  await writingField(ada.page).press('Enter')
  await message(bo.page, 'while it is full').waitFor()
  await ada.page.reload()
  await message(ada.page, 'while it is full').waitFor()
  for (const [from, to] of [
    [ada, bo],
    [bo, ada],
  ] as const) {
    await write(from.page, `afterwards, from ${from.name}`)
    await message(to.page, `afterwards, from ${from.name}`).waitFor()
  }
  const all = ['before', 'under a key that does not fit', 'while it is full']
  for (const { page } of [ada, bo])
    await expect.poll(() => textsOf(page)).toEqual([...all, 'afterwards, from Ada', 'afterwards, from Bo'])
  expect([...ada.complaints, ...bo.complaints]).toEqual([])
})
