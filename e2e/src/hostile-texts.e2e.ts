import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readThrough, writeMany } from './house/conversation.ts'
import { crowd } from './house/crowd.ts'
import { hostileTexts } from './house/hostile-texts.ts'
import { newId, openTown, type Town } from './house/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town[Symbol.asyncDispose]())

const written = hostileTexts.map((text) => text.trim()).filter((text) => text !== '')
const names = written.filter((text) => [...text].length <= 64).slice(0, 40)

/** What a page did that no text may make it do. */
function watch(page: Page): { readonly dialogs: string[]; readonly origins: Set<string> } {
  const seen = { dialogs: [] as string[], origins: new Set<string>() }
  page.on('dialog', (dialog) => {
    seen.dialogs.push(dialog.message())
    dialog.dismiss().catch(() => undefined)
  })
  page.on('request', (request) => seen.origins.add(new URL(request.url()).origin))
  return seen
}

test('row 105: over 200 hostile texts as messages, names and topics are text and nothing else', async () => {
  expect(written.length).toBeGreaterThanOrEqual(200)
  const [ada, bo] = [await town.person('Ada'), await town.person('Bo')]
  const seen = [watch(ada.page), watch(bo.page)]

  const rooms: string[] = []
  for (const [n, name] of names.entries()) {
    const made = await ada.call('rooms.create', { id: newId(), kind: 'public', name, topic: names[n + 1] ?? name })
    rooms.push(made.room.id)
  }
  const [room = ''] = rooms
  await bo.call('rooms.join', { room })
  const voices = await crowd(town.server.url, names)
  for (const [n, voice] of voices.entries()) {
    await voice.call('rooms.join', { room })
    const body = JSON.stringify({ v: 1, kind: 'text', text: `by number ${n}` })
    await voice.call('messages.send', { room, id: newId(), kind: 'message', body })
  }

  await ada.enter(room)
  await bo.enter(room)
  await writeMany(ada.page, written)
  await ada.page.getByRole('button', { name: 'Members' }).click()
  const expected = [...names.map((_, n) => `by number ${n}`), ...written]
  for (const { page } of [ada, bo]) {
    const shown = await readThrough(page)
    expect(shown.map(({ text }) => text)).toEqual(expected)
  }
  for (const one of rooms.slice(1, 6)) await ada.enter(one)

  for (const { page, complaints } of [ada, bo]) {
    const links = await page
      .locator('a[href]')
      .evaluateAll((found) => found.map((link) => (link as HTMLAnchorElement).protocol))
    expect(new Set(links).isSubsetOf(new Set(['http:', 'https:', 'mailto:']))).toBe(true)
    expect(await page.evaluate(() => Object.hasOwn(window, 'hurt'))).toBe(false)
    expect(complaints).toEqual([])
  }
  for (const { dialogs, origins } of seen) {
    expect(dialogs).toEqual([])
    expect(origins).toEqual(new Set([town.server.url]))
  }
})
