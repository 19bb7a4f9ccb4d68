import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { message, readThrough, says, textsOf, tick, write, writeMany } from './house/conversation.ts'
import { type Line, openLine } from './house/line.ts'
import { type Person, settle, writingField } from './house/person.ts'
import { newProfile, type Profile } from './house/profile.ts'
import { directWith, haveKeys } from './house/sealed.ts'
import { openTown, type Town } from './house/town.ts'

let line: Line
let town: Town
let profile: Profile
let bo: Person
beforeAll(async () => {
  line = await openLine()
  town = await openTown({ PARLEY_ORIGINS: line.url })
  line.target = Number(new URL(town.server.url).port)
  profile = await newProfile()
  bo = await town.person('Bo')
})
afterAll(async () => {
  await profile[Symbol.asyncDispose]()
  await town[Symbol.asyncDispose]()
  await line[Symbol.asyncDispose]()
})

const texts = (about: string): readonly string[] => [1, 2, 3, 4].map((n) => `${about} ${n}`)

/** The moments at which the browser dies: what is lost on the line meanwhile, and what it waits for. */
const moments: readonly {
  readonly about: string
  readonly loses: Line['loses']
  readonly until: (page: Page, last: string) => Promise<void>
}[] = [
  { about: 'keys on their way', loses: 'answers', until: (page, last) => message(page, last).waitFor() },
  { about: 'nothing has left', loses: 'requests', until: (page, last) => message(page, last).waitFor() },
  { about: 'all has arrived unheard', loses: 'answers', until: (_, last) => message(bo.page, last).waitFor() },
  { about: 'amid all of it', loses: 'nothing', until: (page, last) => message(page, last).waitFor() },
  { about: 'just arrived', loses: 'nothing', until: (_, last) => message(bo.page, last).waitFor() },
]

test('a browser that is killed amid a sealed talk, again and again: each message arrives once, in order, readable', async () => {
  let page = await profile.open()
  const ada = await settle(page, line.url, [], { handle: 'ada', name: 'Ada', admission: { kind: 'open' } })
  await haveKeys(bo, ada)
  const room = await directWith(ada, bo)
  await bo.enter(room)
  const again = async (): Promise<Page> => {
    const next = await profile.open()
    await next.goto(`${line.url}/rooms/${room}`)
    await writingField(next).waitFor()
    return next
  }
  // Only now has the browser written its first cookie.
  await profile.close()
  page = await again()
  const said: string[] = []
  for (const [at, { about, loses, until }] of moments.entries()) {
    if (at === 2 || at === 4) {
      await write(bo.page, `and before ${at}?`)
      await message(page, `and before ${at}?`).waitFor()
      await write(page, `yes, ${at}`)
      await says(tick(page, `yes, ${at}`), /Sent|Delivered|Read/)
      said.push(`and before ${at}?`, `yes, ${at}`)
    }
    line.loses = loses
    const all = texts(about)
    await writeMany(page, all)
    await until(page, all.at(-1) ?? '')
    await profile.kill()
    said.push(...all)
    line.loses = 'nothing'
    page = await again()
    await says(tick(page, all.at(-1) ?? ''), /Sent|Delivered|Read/)
    const latest = async (side: Page) => (await textsOf(side)).slice(-all.length)
    for (const side of [bo.page, page]) await expect.poll(() => latest(side)).toEqual(all)
  }
  for (const side of [bo.page, page]) expect((await readThrough(side)).map(({ text }) => text)).toEqual(said)
  expect(await page.getByRole('button', { name: 'Confirm this device' }).count()).toBe(0)
  const { users } = await bo.call('keys.query', { users: [ada.id] })
  expect(users.map(({ devices }) => devices.length)).toEqual([1])
  expect(bo.complaints).toEqual([])
})
