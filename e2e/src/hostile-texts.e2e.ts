import { afterAll, beforeAll, expect, test } from 'vitest'
import { readThrough } from './house/conversation.ts'
import { hostileTexts } from './house/hostile-texts.ts'
import { seed } from './house/seed.ts'
import { newId, openTown, type Town } from './house/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town[Symbol.asyncDispose]())

const short = hostileTexts.filter((text) => text.trim() !== '' && [...text].length <= 64)

test('row 105: over 200 hostile texts as messages, names and topics are text and nothing else', async () => {
  expect(hostileTexts.length).toBeGreaterThanOrEqual(200)
  const ada = await town.person('Ada')
  const dialogs: string[] = []
  const fetched: string[] = []
  ada.page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    dialog.dismiss().catch(() => undefined)
  })
  ada.page.on('request', (request) => fetched.push(new URL(request.url()).origin))

  const rooms: string[] = []
  for (const [n, name] of short.slice(0, 40).entries()) {
    const made = await ada.call('rooms.create', { id: newId(), kind: 'public', name, topic: short[n + 1] ?? name })
    rooms.push(made.room.id)
  }
  const people = await Promise.all(['Bo', 'Cy', 'Di'].map((name) => town.person(name)))
  const [room = ''] = rooms
  for (const [n, person] of people.entries()) {
    await person.call('users.update', { name: short[n * 7] ?? 'nobody' })
    await person.call('rooms.join', { room })
  }
  const now = Date.now()
  const sender = people[0]?.id ?? ada.id
  await seed(
    town.server,
    room,
    hostileTexts.map((text, n) => ({ sender, text, at: now + n })),
  )

  await ada.enter(room)
  await ada.page.getByRole('button', { name: 'Members' }).click()
  const shown = await readThrough(ada.page)
  expect(shown.map(({ text }) => text)).toEqual([...hostileTexts])
  for (const one of rooms.slice(1, 6)) await ada.enter(one)

  const links = await ada.page
    .locator('a[href]')
    .evaluateAll((found) => found.map((link) => (link as HTMLAnchorElement).protocol))
  expect(new Set(links).isSubsetOf(new Set(['http:', 'https:', 'mailto:']))).toBe(true)
  expect(await ada.page.evaluate(() => Object.hasOwn(window, 'hurt'))).toBe(false)
  expect(new Set(fetched)).toEqual(new Set([town.server.url]))
  expect(dialogs).toEqual([])
  expect(ada.complaints).toEqual([])
})
