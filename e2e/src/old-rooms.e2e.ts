import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { oldRoom } from './house/behind.ts'
import { closePages } from './house/browser.ts'
import { answer, callCode, isLive, ring } from './house/call.ts'
import { message, textsOf, write } from './house/conversation.ts'
import type { Person } from './house/person.ts'
import { haveKeys } from './house/sealed.ts'
import { openTown, type Town } from './house/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterEach(() => closePages(town.browser))
afterAll(() => town[Symbol.asyncDispose]())

/** Waits until a page shows that its room is sealed, with a note at what was written before. */
async function isSealed(page: Page): Promise<void> {
  await page.getByText('Only members can read this').waitFor()
  await page.getByText('From here on, messages are encrypted').waitFor()
  await page.getByRole('note').filter({ hasText: 'Written before encryption' }).waitFor()
}

/** One after the other writes, and the other reads it. */
async function talk(...people: readonly [Person, Person]): Promise<void> {
  for (const [from, to] of [people, people.toReversed()] as const) {
    const text = `sealed, from ${from?.name}`
    if (from && to) await write(from.page, text).then(() => message(to.page, text).waitFor())
  }
}

test('a private room from before becomes sealed when its people open it: what was written stays, with a note', async () => {
  const [ada, bo] = [await town.person('Ada'), await town.person('Bo')]
  await haveKeys(ada, bo)
  const people = [{ user: ada.id, role: 'owner' as const }, { user: bo.id }]
  const said = [
    { by: ada.id, text: 'the pump is in the shed' },
    { by: bo.id, text: 'and the hose' },
  ]
  const room = await oldRoom(town.server, { kind: 'private', name: 'Boathouse', people, said })
  for (const person of [ada, bo]) await person.enter(room)
  for (const { page } of [ada, bo]) {
    await isSealed(page)
    await page.getByRole('heading', { name: 'Boathouse', level: 1 }).waitFor()
  }
  await talk(ada, bo)
  const all = [...said.map(({ text }) => text), 'sealed, from Ada', 'sealed, from Bo']
  for (const { page } of [ada, bo]) {
    expect(await textsOf(page)).toEqual(all)
    await page.reload()
    await isSealed(page)
    await expect.poll(() => textsOf(page)).toEqual(all)
    expect(await page.getByRole('note').filter({ hasText: 'Written before encryption' }).count()).toBe(1)
  }
})

test('a direct message from before waits for whoever lacks keys, and says so; sealed later, a call in it has one code', async () => {
  const [ada, cy] = [await town.person('Ada'), await town.person('Cy')]
  await haveKeys(ada)
  const people = [{ user: ada.id }, { user: cy.id }]
  const said = [{ by: cy.id, text: 'from long ago' }]
  const room = await oldRoom(town.server, { kind: 'direct', name: '', people, said })
  await ada.enter(room)
  await ada.page.getByText('This is not encrypted yet.').waitFor()
  await ada.page.getByText(/Not yet: Cy\./).waitFor()
  await write(ada.page, 'still in clear')
  await cy.enter(room)
  for (const { page } of [ada, cy]) await isSealed(page)
  await talk(ada, cy)
  for (const { page } of [ada, cy])
    expect(await textsOf(page)).toEqual(['from long ago', 'still in clear', 'sealed, from Ada', 'sealed, from Cy'])
  await ring(ada.page, 'audio')
  await answer(cy.page)
  await Promise.all([isLive(ada.page), isLive(cy.page)])
  const codes = [await callCode(ada.page), await callCode(cy.page)]
  expect(codes[0]).toMatch(/^\d{16}$/)
  expect(codes[1]).toBe(codes[0])
  expect([...ada.complaints, ...cy.complaints]).toEqual([])
})
