import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seriousFindings } from './house/axe.ts'
import { openPage } from './house/browser.ts'
import { callOf, incoming, isOver, leave, liveTracks, seesMoving, watchMedia } from './house/call.ts'
import { allMeet, come, company, sameCode } from './house/company.ts'
import type { Person } from './house/person.ts'
import { keepsAll, readSfu, takenKeys } from './house/reader.ts'
import { giveScreen } from './house/screen.ts'
import { isThere, withSfu } from './house/sfu.ts'
import { stands } from './house/stands.ts'
import { openTown, type Town } from './house/town.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** Of the tone that a screen has. */
const hertz = 440

/** How many tracks a page has ever captured. */
const tracksEver = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as { watched: { tracks: unknown[] } }).watched.tracks.length)

const isGone = (page: Page, name: string) =>
  page.getByLabel(name, { exact: true }).and(page.locator('video')).waitFor({ state: 'detached' })

/** Somebody takes a seat in the call with a page that never comes into the SFU. */
async function sits(person: Person, room: string): Promise<Person> {
  const seated = await person.elsewhere()
  await seated.page.routeWebSocket(/\/rtc/, (line) => line.close())
  await seated.enter(room)
  await come(seated.page)
  return seated
}

/** Takes somebody out of the call, by the list of its people. */
async function expel({ page }: Person, { name }: Person): Promise<void> {
  await button(page, 'People').click()
  await page
    .getByRole('dialog', { name: 'People' })
    .getByRole('button', { name: `More for ${name}` })
    .click()
  await page.getByRole('menuitem', { name: 'Remove from the call' }).click()
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: `Remove ${name}` })
    .click()
  await page.keyboard.press('Escape')
}

/** Removes somebody from the room, by the menu beside their name. */
async function putOut({ page }: Person, { name }: Person): Promise<void> {
  await button(page, 'Small window').click()
  const members = page.getByRole('complementary', { name: 'Members' })
  if (!(await members.isVisible())) await button(page, 'Members').click()
  await members.getByRole('button', { name: `More for ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Remove from the room' }).click()
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: `Remove ${name}` })
    .click()
}

describe.skipIf(!isThere)('a call in a room over a server that forwards media', () => {
  let town: Town
  let people: readonly [Person, Person, Person, Person]
  beforeAll(async () => {
    town = await openTown(withSfu())
    await town.person('Owner')
    people = [await town.person('Ada'), await town.person('Bo'), await town.person('Cy'), await town.person('Dee')]
    const [ada, , cy] = people
    await giveScreen(ada.page)
    await keepsAll(cy.page)
    await company(...people)
  })
  afterAll(() => town[Symbol.asyncDispose]())

  test('rows 75 and 83: four see and hear each other, and all of them read the same code', async () => {
    for (const { page } of people) await come(page)
    await allMeet(...people)
    await sameCode(...people)
    for (const { page } of people) await leave(page)
    for (const { page } of people) await isOver(page)
    expect(people.flatMap(({ complaints }) => complaints)).toEqual([])
  })

  test('row 83: a browser that cannot seal is told what to do, before a device is opened and at the latest in the call', async () => {
    const [ada, , , dee] = people
    const { page } = await dee.elsewhere()
    await watchMedia(page)
    await page.addInitScript(() => {
      Reflect.deleteProperty(globalThis, 'RTCRtpScriptTransform')
      Reflect.deleteProperty(RTCRtpSender.prototype, 'createEncodedStreams')
    })
    await page.goto(dee.page.url())
    const sentence = page.getByText('This browser cannot seal a call that goes over the server')
    await come(page)
    await sentence.first().waitFor()
    await isOver(page)
    await expect.poll(() => liveTracks(page)).toBe(0)
    await button(page, 'Start a video call').waitFor()
    const opened = await tracksEver(page)

    await come(ada.page)
    await page.getByRole('button', { name: /^Join the call/ }).click()
    await page.getByRole('region', { name: 'Get ready for the call' }).getByText('This browser cannot seal').waitFor()
    expect(await page.getByRole('button', { name: 'Join now' }).count()).toBe(0)
    expect(await tracksEver(page)).toBe(opened)
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('region', { name: 'Get ready for the call' }).waitFor({ state: 'detached' })
    await leave(ada.page)
    await isOver(ada.page)
    await page.close()
  })

  test('row 83: nobody opens what the SFU holds without a key, and who is removed nothing that comes afterwards', async () => {
    const [ada, bo, cy, dee] = people
    for (const { page } of [ada, bo, cy]) await come(page)
    await allMeet(ada, bo, cy)
    await button(ada.page, 'Share screen').click()
    const seated = await sits(dee, new URL(ada.page.url()).pathname.split('/')[2] ?? '')
    await expect.poll(() => callOf(seated.page)).not.toBe('')
    const seat = { call: await callOf(ada.page), device: dee.device }
    const { page } = await openPage(town.browser)
    const blind = await readSfu(page, town.server.data, seat, hertz, null)
    await expect.poll(async () => (await blind.come()).frames).toBeGreaterThan(60)
    const { frames, decoded, tone } = await blind.come()
    process.stdout.write(`without a key ${decoded} of ${frames} frames are decoded, as noise\n`)
    // The head of a frame says in clear which kind it is: now and then a decoder takes noise for a picture.
    expect(decoded).toBeLessThan(frames / 2)
    expect(tone).toBeLessThan(0.3)

    const reader = await readSfu(page, town.server.data, seat, hertz, await takenKeys(cy.page))
    /** How many frames it opens of what comes next, with all keys that Cy has. */
    const opens = async (): Promise<number> => {
      await reader.put(await takenKeys(cy.page))
      const before = await reader.come()
      await expect.poll(async () => (await reader.come()).packets).toBeGreaterThan(before.packets + 60)
      return (await reader.come()).decoded - before.decoded
    }
    /** How loud the tone of the screen is that it hears, with all keys that Cy has. */
    const tones = async (): Promise<number> => {
      await reader.put(await takenKeys(cy.page))
      return (await reader.come()).tone
    }
    const removals = [
      { where: 'call', remove: () => expel(ada, cy) },
      { where: 'room', remove: () => putOut(ada, cy) },
    ]
    for (const { where, remove } of removals) {
      // By the keys of one who may see and hear, somebody else does as well.
      await expect.poll(opens).toBeGreaterThan(10)
      await expect.poll(tones).toBeGreaterThan(0.3)
      await remove()
      await isGone(bo.page, 'Cy')
      const began = performance.now()
      const last = await stands(async () => (await reader.come()).decoded)
      const ms = Math.max(0, Math.round(last - began))
      process.stdout.write(`removed from the ${where}: nothing is opened any more after ${ms} ms (bar 2000)\n`)
      // It comes all the same.
      await expect.poll(opens).toBe(0)
      await expect.poll(tones).toBeLessThan(0.3)
      // Nor does anything come any more to the page that holds on to all it had.
      await stands(async () => (await incoming(cy.page)).frames)
      if (where === 'room') continue
      // What it held on to ends with its page.
      await cy.page.reload()
      await come(cy.page)
    }
    await seesMoving(bo.page, 'Ada')
  })
})
