import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { message, says, textsOf, tick, write } from './house/conversation.ts'
import type { Person } from './house/person.ts'
import { writingField } from './house/person.ts'
import { directWith, haveKeys } from './house/sealed.ts'
import { openTown, type Town } from './house/town.ts'

let town: Town
let ada: Person
let room: string
beforeAll(async () => {
  town = await openTown()
  ada = await town.person('Ada')
  room = await town.room([ada])
})
afterAll(() => town[Symbol.asyncDispose]())

/** How many windows hold, and how many wait for, the lead of this browser profile. */
const leads = (page: Page) =>
  page.evaluate(async () => {
    const { held = [], pending = [] } = await navigator.locks.query()
    const count = (locks: LockInfo[]) => locks.filter(({ name }) => name === 'parley-engine').length
    return [count(held), count(pending)]
  })

/** Engines that run in the windows given: each would have a connection of its own. */
const engines = (pages: readonly Page[]) =>
  pages.flatMap((page) => page.workers()).filter((worker) => worker.url().includes('engine.worker')).length

test('three windows of one browser share one engine, and the next one takes over', async () => {
  await ada.enter(room)
  const others = [await ada.anotherPage(), await ada.anotherPage()]
  for (const page of others) {
    await page.goto(`${town.server.url}/rooms/${room}`)
    await writingField(page).waitFor()
  }
  const [second, third] = others
  if (second === undefined || third === undefined) throw new Error('no windows')
  expect(await leads(second)).toEqual([1, 2])
  expect(engines([ada.page, ...others])).toBe(1)
  await write(second, 'from the second window')
  for (const page of [ada.page, second, third]) await message(page, 'from the second window').waitFor()
  await ada.page.close()
  await expect.poll(() => leads(second)).toEqual([1, 1])
  await expect.poll(() => engines(others)).toBe(1)
  await write(third, 'after the first one has gone')
  for (const page of others) {
    await message(page, 'after the first one has gone').locator('[data-tick]').waitFor()
  }
  await second.close()
  await write(third, 'and alone')
  await message(third, 'and alone').waitFor()
})

test('row 28: two windows in a sealed room, and the one with the keys closes amid the talk: each message once, and marks go on', async () => {
  const [cy, dee] = [await town.person('Cy'), await town.person('Dee')]
  await haveKeys(cy, dee)
  const sealed = await directWith(cy, dee)
  await dee.enter(sealed)
  const other = await cy.anotherPage()
  await other.goto(`${town.server.url}/rooms/${sealed}`)
  await writingField(other).waitFor()
  expect(await leads(other)).toEqual([1, 1])
  const said: string[] = []
  const say = async (page: Page, text: string) => {
    said.push(text)
    await write(page, text)
    await message(page, text).waitFor()
  }
  for (const n of [1, 2, 3]) {
    await say(cy.page, `first window ${n}`)
    await say(other, `second window ${n}`)
  }
  await say(other, 'under way when it closes')
  await cy.page.close()
  await say(other, 'just after it has closed')
  await expect.poll(() => leads(other)).toEqual([1, 0])
  await expect.poll(() => engines([other])).toBe(1)
  await message(dee.page, 'just after it has closed').waitFor()
  await say(dee.page, 'all of it is here')
  await message(other, 'all of it is here').waitFor()
  await say(other, 'and yours')
  await says(tick(other, 'and yours'), 'Read')
  for (const page of [other, dee.page]) await expect.poll(() => textsOf(page)).toEqual(said)
  await other.reload()
  await expect.poll(() => textsOf(other)).toEqual(said)
  expect([...cy.complaints, ...dee.complaints]).toEqual([])
})
