import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { message, readThrough, says, textsOf, tick, write, writeMany } from './house/conversation.ts'
import { type Disk, openDisk } from './house/disk.ts'
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

/** Of the browser's device, for everything that the pages keep. */
const megabytes = 32

/** How often the browser dies. */
const runs = Number(process.env['PARLEY_BROWSER_RUNS'] ?? 10)

const texts = (about: string): readonly string[] => [1, 2, 3].map((n) => `${about} ${n}`)

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

/** Both windows of the browser that is killed. */
type Windows = readonly [Page, Page]

/** Both windows write, and the browser dies. Answers what was written, by window. */
async function diesAmid(windows: Windows, run: number): Promise<readonly (readonly string[])[]> {
  const moment = moments[run % moments.length]
  if (!moment) throw new Error('no such moment')
  line.loses = moment.loses
  const said = windows.map((_, n) => texts(`${run}: ${moment.about}, window ${n}:`))
  await Promise.all(windows.map((page, n) => writeMany(page, said[n] ?? [])))
  for (const [n, page] of windows.entries()) await moment.until(page, said[n]?.at(-1) ?? '')
  await profile.kill()
  line.loses = 'nothing'
  return said
}

/** There is no room left on the device, and the browser dies before there is any. Answers what it was told meanwhile. */
async function diesFull([page]: Windows, disk: Disk, run: number): Promise<readonly string[]> {
  await disk.fill()
  await write(page, `${run}: does not fit`)
  await page.getByRole('alert').getByText('This device has no room left').waitFor()
  const told = `${run}: to a device without room`
  await write(bo.page, told)
  await message(bo.page, told).locator('[data-tick]').waitFor()
  await profile.kill()
  return [told]
}

/** Both sides say something that arrives, one after the other. */
async function talk([, page]: Windows, run: number): Promise<readonly string[]> {
  const [asked, answered] = [`${run}: and before?`, `${run}: yes`]
  await write(bo.page, asked)
  await message(page, asked).waitFor()
  await write(page, answered)
  await says(tick(page, answered), /Sent|Delivered|Read/)
  return [asked, answered]
}

/** Waits until everything said in a run has arrived everywhere. */
async function arrive(pages: readonly Page[], said: readonly string[]): Promise<void> {
  const latest = async (page: Page) => (await textsOf(page)).slice(-said.length).toSorted()
  if (said.length === 0) return
  for (const page of pages) await expect.poll(() => latest(page)).toEqual(said.toSorted())
}

/** What pages show from the first message to the last. */
async function readAll(pages: readonly Page[]): Promise<readonly (readonly string[])[]> {
  const all: (readonly string[])[] = []
  for (const page of pages) {
    // A window behind another one is hardly ever drawn.
    await page.bringToFront()
    all.push((await readThrough(page)).map(({ text }) => text))
  }
  return all
}

test('F17: a browser is killed again and again amid a sealed talk in two windows, also without room: each message once, in order, readable', {
  timeout: 60_000 + 60_000 * runs,
}, async () => {
  const founding = await profile.open()
  const ada = await settle(founding, line.url, [], { handle: 'ada', name: 'Ada', admission: { kind: 'open' } })
  await haveKeys(bo, ada)
  const room = await directWith(ada, bo)
  await bo.enter(room)
  // Only now has the browser written its first cookie.
  await profile.close()
  const open = async (): Promise<{ windows: Windows; disk: Disk }> => {
    const first = await profile.open()
    const disk = await openDisk(first, line.url, megabytes)
    const windows = [first, await first.context().newPage()] as const
    for (const page of windows) {
      await page.goto(`${line.url}/rooms/${room}`)
      await writingField(page).waitFor()
    }
    return { windows, disk }
  }
  const said: (readonly string[])[] = []
  let latest: readonly string[] = []
  for (let run = 0; run < runs; run += 1) {
    const { windows, disk } = await open()
    await arrive([bo.page, ...windows], latest)
    if (run % 3 === 2) said.push(await talk(windows, run))
    const last = run % 5 === 4 ? [await diesFull(windows, disk, run)] : await diesAmid(windows, run)
    said.push(...last)
    latest = last.flat()
  }
  const { windows } = await open()
  await arrive([bo.page, ...windows], latest)
  const [all = [], ...others] = await readAll([bo.page, ...windows])
  for (const other of others) expect(other).toEqual(all)
  expect(all.toSorted()).toEqual(said.flat().toSorted())
  for (const one of said) expect(all.filter((text) => one.includes(text))).toEqual(one)
  expect(await windows[0].getByRole('button', { name: 'Confirm this device' }).count()).toBe(0)
  const { users } = await bo.call('keys.query', { users: [ada.id] })
  expect(users.map(({ devices }) => devices.length)).toEqual([1])
  expect(bo.complaints).toEqual([])
})
