import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './house/axe.ts'
import {
  answer,
  answeredToFrame,
  callCode,
  incoming,
  isLive,
  isOver,
  leave,
  meet,
  ring,
  seesMoving,
} from './house/call.ts'
import { holdBack, letGo, wishes } from './house/held.ts'
import { pairsOf } from './house/pair.ts'
import { receptionOf } from './house/reception.ts'
import { confirmDevice, recoveryKeyOf } from './house/recovery.ts'
import { directWith, haveKeys } from './house/sealed.ts'
import { bytesOf } from './house/server-bytes.ts'
import { openTown, type Town } from './house/town.ts'
import { verify } from './house/verify.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
  await town.person('Owner')
})
afterAll(() => town[Symbol.asyncDispose]())

const pairs = pairsOf(() => town)

test('row 61: accept, and both sides decode frames that change, over a direct path', async () => {
  const { ada, bo } = await pairs.fresh()
  await ring(ada.page)
  await answer(bo.page)
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  const took = await answeredToFrame(bo.page)
  process.stdout.write(`accept to first remote frame: ${Math.round(took)} ms (bar 1000)\n`)
  await seesMoving(bo.page, 'Ada')
  await seesMoving(ada.page, 'Bo')
  for (const { page } of [ada, bo]) expect((await incoming(page)).path).toMatch(/host|prflx/)
  await expect.poll(async () => (await incoming(ada.page)).energy).toBeGreaterThan(0)
  await ada.page.getByRole('button', { name: /Direct, \d+ ms/ }).click()
  await ada.page.getByText('Direct (UDP)').waitFor()
  await ada.page.keyboard.press('Escape')
  const codes = [await callCode(ada.page), await callCode(bo.page)]
  expect(codes[0]).toMatch(/^\d{16}$/)
  expect(codes[1]).toBe(codes[0])
  await leave(bo.page)
  await Promise.all([isOver(ada.page), isOver(bo.page)])
  await ada.page.getByText(/It lasted/).waitFor()
  expect([...ada.complaints, ...bo.complaints]).toEqual([])
})

/** From its next load on a page has a camera that gives no picture before `paint` is called. */
const darkCamera = (page: Page) =>
  page.addInitScript(() => {
    const { mediaDevices } = navigator
    const get = mediaDevices.getUserMedia.bind(mediaDevices)
    const canvas = document.createElement('canvas')
    let step = 0
    const paint = (): void => {
      step += 1
      const context = canvas.getContext('2d')
      if (context) context.fillStyle = `hsl(${step * 40} 80% 50%)`
      context?.fillRect(0, 0, canvas.width, canvas.height)
      requestAnimationFrame(paint)
    }
    Object.assign(globalThis, { paint })
    mediaDevices.getUserMedia = async (constraints) => {
      const stream = await get(constraints)
      for (const track of stream.getVideoTracks()) {
        track.stop()
        stream.removeTrack(track)
        for (const dark of canvas.captureStream().getTracks()) stream.addTrack(dark)
      }
      return stream
    }
  })

test('row 61: who somebody is shows until their first picture comes', async () => {
  const { ada, bo } = await pairs.same(darkCamera)
  await ring(ada.page)
  await answer(bo.page)
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  await seesMoving(ada.page, 'Bo')
  const tile = bo.page.getByRole('region', { name: /^Ada, .*camera on/ })
  const face = tile.getByText('Ada', { exact: true }).first()
  await face.waitFor()
  const picture = bo.page.locator('video[aria-label=Ada]')
  expect(await picture.count()).toBe(0)
  expect(await tile.locator('video').count()).toBe(1)
  await ada.page.evaluate(() => (globalThis as unknown as { paint: () => void }).paint())
  await seesMoving(bo.page, 'Ada')
  await picture.waitFor()
})

test('row 82: what two say and show to each other passes the server by', async () => {
  const { ada, bo } = await pairs.fresh()
  await ring(ada.page)
  await answer(bo.page)
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  await Promise.all([seesMoving(ada.page, 'Bo'), seesMoving(bo.page, 'Ada')])
  const media = async () => (await receptionOf(ada.page)).bytes + (await receptionOf(bo.page)).bytes
  /** Bytes that the server reads and writes while a hundred thousand come to the two. */
  const passed = async (): Promise<number> => {
    const [before, passedBefore] = [await media(), await bytesOf(town.server.pid)]
    await expect.poll(media).toBeGreaterThan(before + 100_000)
    return (await bytesOf(town.server.pid)) - passedBefore
  }
  // What the beginning of the call has set going comes to rest first.
  await expect.poll(passed).toBeLessThan(5000)
  await leave(ada.page)
})

test('row 107: two who talk verify each other beside the call, and its padlock says so', async () => {
  const { ada, bo } = await pairs.fresh()
  await ring(ada.page)
  await answer(bo.page, 'Audio only')
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  const padlock = (page: Page) => page.getByRole('button', { name: 'End-to-end encrypted' })
  await padlock(ada.page).click()
  await ada.page.getByText('Not verified yet').waitFor()
  expect(await seriousFindings(ada.page)).toEqual([])
  await ada.page.getByRole('button', { name: 'Verify Bo' }).click()
  await verify(ada.page, bo.page, 'Begin')
  for (const { page } of [ada, bo]) {
    await page.getByText(/ is verified\.$/).waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  }
  await ada.page.getByRole('button', { name: 'Back to the call' }).click()
  for (const { page } of [ada, bo]) {
    await padlock(page).click()
    await page.getByRole('dialog').getByText('Verified', { exact: true }).waitFor()
    await page.keyboard.press('Escape')
  }
  await leave(ada.page)
  expect([...ada.complaints, ...bo.complaints]).toEqual([])
})

test('row 62: accept as audio, switch the camera on later', async () => {
  const { ada, bo } = await pairs.same()
  await ring(ada.page)
  await answer(bo.page, 'Audio only')
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  await seesMoving(bo.page, 'Ada')
  await ada.page.getByText('Bo has the camera off').waitFor()
  await bo.page.getByRole('button', { name: 'Camera on', exact: true }).click()
  await seesMoving(ada.page, 'Bo')
  await bo.page.keyboard.press('v')
  await ada.page.getByText('Bo has the camera off').waitFor()
  expect((await incoming(ada.page)).peers).toBe(1)
  await leave(ada.page)
})

test('row 62: an audio answer from a video preview to somebody else sends no picture', async () => {
  const { ada, bo } = await pairs.fresh()
  const eve = await town.person('Eve')
  await meet(bo, eve)
  await bo.page.getByRole('button', { name: 'Start a video call', exact: true }).click()
  await bo.page.getByLabel('Your camera').waitFor()
  await ring(ada.page)
  await answer(bo.page, 'Audio only')
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  await ada.page.getByText('Bo has the camera off').waitFor()
  await expect.poll(async () => (await incoming(ada.page)).energy).toBeGreaterThan(0)
  expect((await incoming(ada.page)).frames).toBe(0)
  await leave(bo.page)
})

test('row 64: both call each other at the same moment, and one call results', async () => {
  const { ada, bo } = await pairs.fresh((...pages) => Promise.all(pages.map((page) => holdBack(page, wishes))))
  for (const { page } of [ada, bo]) {
    await page.getByRole('button', { name: 'Start a video call', exact: true }).click()
    await page.getByRole('button', { name: 'Join now' }).click()
  }
  await letGo(ada.page, bo.page)
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  await Promise.all([seesMoving(ada.page, 'Bo'), seesMoving(bo.page, 'Ada')])
  await leave(bo.page)
  await Promise.all([isOver(ada.page), isOver(bo.page)])
  await expect.poll(() => ada.page.getByText(/It lasted/).count()).toBe(1)
})

test('a call that is declined says so, and is written down', async () => {
  const { ada, bo } = await pairs.same()
  await ring(ada.page, 'audio')
  await bo.page.getByRole('alertdialog').waitFor()
  await bo.page.keyboard.press('Control+Shift+D')
  await bo.page.getByRole('alertdialog').waitFor({ state: 'detached' })
  await ada.page.getByText('Bo declined.').waitFor()
  await isOver(ada.page)
  await ada.page.getByText('You called. The call was declined.').waitFor()
})

test('a call that is taken back is missed at the other', async () => {
  const { ada, bo } = await pairs.same()
  await ring(ada.page)
  await bo.page.getByRole('alertdialog').waitFor()
  await ada.page.getByRole('button', { name: 'Hang up' }).click()
  await bo.page.getByRole('alertdialog').waitFor({ state: 'detached' })
  await bo.page.getByRole('log').getByText('Missed call from Ada').waitFor()
})

test('a call to somebody who talks meets a busy line', async () => {
  const { ada, bo } = await pairs.same()
  const eve = await town.person('Eve')
  await ring(ada.page)
  await answer(bo.page)
  await isLive(bo.page)
  await haveKeys(eve)
  await eve.enter(await directWith(eve, bo))
  await eve.page.getByRole('button', { name: 'Start a call', exact: true }).click()
  await eve.page.getByRole('button', { name: 'Join now' }).click()
  await eve.page.getByText('Bo is in another call.').waitFor()
  await eve.page.getByText('You called. The line was busy.').waitFor()
  await leave(ada.page)
})

test('a page that reloads comes back into its call', async () => {
  const { ada, bo } = await pairs.fresh()
  await ring(ada.page)
  await answer(bo.page)
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  await seesMoving(ada.page, 'Bo')
  await bo.page.reload()
  await isLive(bo.page)
  await seesMoving(bo.page, 'Ada')
  await seesMoving(ada.page, 'Bo')
  await ada.page.reload()
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  await seesMoving(ada.page, 'Bo')
  await seesMoving(bo.page, 'Ada')
  await leave(ada.page)
  await isOver(bo.page)
  await ada.page.getByText(/It lasted/).waitFor()
})

test('a caller who reloads goes on ringing', async () => {
  const { ada, bo } = await pairs.same()
  await ring(ada.page)
  await bo.page.getByRole('alertdialog').waitFor()
  await ada.page.reload()
  await ada.page.locator('[data-call=ringing]').waitFor()
  await answer(bo.page)
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  await leave(ada.page)
  await isOver(bo.page)
})

test('answered on another device: the ring stops with the sentence', async () => {
  const { ada, bo, room } = await pairs.fresh()
  const key = await recoveryKeyOf(bo)
  await bo.enter(room)
  const { page: phone } = await town.again(bo)
  await phone.goto(`${bo.url}/rooms/${room}`)
  await confirmDevice(phone, key)
  await phone.getByRole('button', { name: 'Start a call', exact: true }).waitFor()
  await ring(ada.page)
  await bo.page.getByRole('alertdialog').waitFor()
  await answer(phone)
  await bo.page.getByRole('alertdialog').waitFor({ state: 'detached' })
  await bo.page.getByText('Answered on another device').waitFor()
  await isLive(phone)
  await leave(phone)
})

test('two tabs: the call stays in its tab, and the other one can bring it over', async () => {
  const { ada, bo, room } = await pairs.same()
  const second = await bo.anotherPage()
  await second.goto(`${bo.url}/rooms/${room}`)
  await second.getByRole('button', { name: 'Start a call', exact: true }).waitFor()
  await ring(ada.page)
  await second.getByRole('alertdialog').waitFor()
  await answer(bo.page)
  await isLive(bo.page)
  await second.getByText('In a call in another tab.').waitFor()
  await second.getByRole('button', { name: 'Bring it here' }).click()
  await isLive(second)
  await isOver(bo.page)
  await seesMoving(ada.page, 'Bo')
  await leave(second)
  await isOver(ada.page)
})

test('the small window: back to the rooms and into the call again', async () => {
  const { ada, bo } = await pairs.same()
  await ring(ada.page)
  await answer(bo.page)
  await isLive(ada.page)
  await ada.page.getByRole('button', { name: 'Small window' }).click()
  await ada.page.locator('[data-composer]').fill('while we talk')
  await ada.page.keyboard.press('Enter')
  await seesMoving(ada.page, 'Bo')
  await ada.page.getByRole('button', { name: 'Back to the call' }).click()
  await seesMoving(ada.page, 'Bo')
  await ada.page.keyboard.press('Control+Shift+L')
  await isOver(ada.page)
})

test('the focus goes back to where it was, after a preview and after a ring', async () => {
  const { ada, bo } = await pairs.same()
  const isFocused = (one: Locator) => one.evaluate((element) => element === document.activeElement)
  const preview = ada.page.getByRole('button', { name: 'Start a video call', exact: true })
  await preview.click()
  await expect.poll(() => isFocused(ada.page.getByRole('button', { name: 'Join now' }))).toBe(true)
  await ada.page.keyboard.press('Escape')
  await expect.poll(() => isFocused(preview)).toBe(true)
  const before = bo.page.getByRole('button', { name: 'Start a call', exact: true })
  await before.focus()
  await ring(ada.page)
  await expect.poll(() => isFocused(bo.page.getByRole('button', { name: 'Answer', exact: true }))).toBe(true)
  await ada.page.getByRole('button', { name: 'Hang up' }).click()
  await bo.page.getByRole('alertdialog').waitFor({ state: 'detached' })
  expect(await isFocused(before)).toBe(true)
  await expect.poll(() => isFocused(preview)).toBe(true)
})

test('axe: the ring card, getting ready, and the stage', async () => {
  const { ada, bo } = await pairs.same()
  await ada.page.getByRole('button', { name: 'Start a video call', exact: true }).click()
  await ada.page.getByRole('button', { name: 'Join now' }).waitFor()
  await ada.page.getByLabel('Your camera').waitFor()
  expect(await seriousFindings(ada.page)).toEqual([])
  await ada.page.keyboard.press('Enter')
  await bo.page.getByRole('alertdialog').waitFor()
  expect(await seriousFindings(bo.page)).toEqual([])
  await answer(bo.page)
  await isLive(bo.page)
  await seesMoving(bo.page, 'Ada')
  expect(await seriousFindings(bo.page)).toEqual([])
  await bo.page.getByRole('button', { name: 'Small window' }).click()
  expect(await seriousFindings(bo.page)).toEqual([])
  await leave(ada.page)
})
