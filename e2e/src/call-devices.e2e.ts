import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { closePages, openBrowser, openWholeBrowser } from './house/browser.ts'
import { answer, incoming, isLive, liveTracks, meet, ring, seesMoving } from './house/call.ts'
import { pairsOf } from './house/pair.ts'
import type { Person } from './house/person.ts'
import { openTown, type Town } from './house/town.ts'

let town: Town
/** A browser that asks before it gives a camera: the headless shell has nobody to ask. */
let asking: Browser
beforeAll(async () => {
  town = await openTown()
  asking = await openWholeBrowser([])
  await town.person('Owner')
})
const pairs = pairsOf(() => town)
afterEach(() => closePages(asking))
afterAll(async () => {
  await asking.close()
  await town[Symbol.asyncDispose]()
})

const guarded = (name: string, ...permissions: readonly string[]): Promise<Person> =>
  town.person(name, { from: asking, permissions: [...permissions] })

test('row 69: camera denied, and one joins with the voice and a hint for this browser', async () => {
  const ada = await guarded('Ada', 'microphone')
  const bo = await town.person('Bo')
  await meet(ada, bo)
  await ada.page.getByRole('button', { name: 'Start a video call', exact: true }).click()
  await ada.page.getByRole('heading', { name: 'The browser blocks the camera' }).waitFor()
  await ada.page.getByRole('heading', { name: 'Allow the camera in Chrome' }).waitFor()
  await ada.page.getByText('Click the sign left of the address.').waitFor()
  await ada.page.getByRole('button', { name: 'Audio only' }).click()
  await answer(bo.page)
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  await bo.page.getByText('Ada has the camera off').waitFor()
  await expect.poll(async () => (await incoming(bo.page)).energy).toBeGreaterThan(0)
})

test('row 69: everything denied, and one answers and listens; the stage says what to do', async () => {
  const ada = await town.person('Ada')
  const bo = await guarded('Bo', 'notifications')
  await meet(ada, bo)
  await ring(ada.page)
  await answer(bo.page)
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  await bo.page.getByText('The browser blocks camera and microphone.').waitFor()
  await bo.page.getByText('You can listen, and others cannot hear you.').waitFor()
  await bo.page.getByRole('button', { name: 'How to allow it' }).click()
  await bo.page.getByText('Switch on the camera and the microphone.').waitFor()
  await seesMoving(bo.page, 'Ada')
  await expect.poll(async () => (await incoming(bo.page)).energy).toBeGreaterThan(0)
})

test('row 69: the preview starts by itself once the camera is allowed', async () => {
  const ada = await guarded('Ada', 'microphone')
  const bo = await town.person('Bo')
  await meet(ada, bo)
  await ada.page.getByRole('button', { name: 'Start a video call', exact: true }).click()
  await ada.page.getByRole('heading', { name: 'The browser blocks the camera' }).waitFor()
  await ada.page.context().grantPermissions(['microphone', 'camera'])
  await ada.page.getByLabel('Your camera').waitFor()
})

test('row 69: no device at all, and one joins listening', async () => {
  const { ada, bo } = await pairs.same((page) =>
    page.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = async () => {
        throw new DOMException('Requested device not found', 'NotFoundError')
      }
    }),
  )
  await ada.page.getByRole('button', { name: 'Start a call', exact: true }).click()
  await ada.page.getByRole('heading', { name: 'No microphone' }).waitFor()
  await ada.page.getByRole('button', { name: 'Listen only' }).click()
  await answer(bo.page)
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  await expect.poll(async () => (await incoming(ada.page)).energy).toBeGreaterThan(0)
})

test('row 69: a camera that another program has, and one joins with the voice', async () => {
  const { ada, bo } = await pairs.same((page) =>
    page.addInitScript(() => {
      const { mediaDevices } = navigator
      const get = mediaDevices.getUserMedia.bind(mediaDevices)
      mediaDevices.getUserMedia = async (constraints) => {
        if (constraints?.video) throw new DOMException('Could not start video source', 'NotReadableError')
        return await get(constraints)
      }
    }),
  )
  await ada.page.getByRole('button', { name: 'Start a video call', exact: true }).click()
  await ada.page.getByRole('heading', { name: 'The camera is in use' }).waitFor()
  await ada.page.getByText('Another program uses the camera. Close it there; the picture starts by itself.').waitFor()
  const join = ada.page.getByRole('button', { name: 'Audio only' })
  await expect.poll(() => join.evaluate((button) => button === document.activeElement)).toBe(true)
  await ada.page.keyboard.press('Enter')
  await answer(bo.page)
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  await bo.page.getByText('Ada has the camera off').waitFor()
  await expect.poll(async () => (await incoming(bo.page)).energy).toBeGreaterThan(0)
})

test('row 69: a camera that was declined while the browser asks stays off, whatever it is told then', async () => {
  const { ada, bo } = await pairs.same((page) =>
    page.addInitScript(() => {
      const { mediaDevices } = navigator
      const get = mediaDevices.getUserMedia.bind(mediaDevices)
      const { promise, resolve } = Promise.withResolvers<void>()
      Object.assign(globalThis, { allow: resolve })
      mediaDevices.getUserMedia = async (constraints) => {
        await promise
        return await get(constraints)
      }
    }),
  )
  await ada.page.getByRole('button', { name: 'Start a video call', exact: true }).click()
  await ada.page.getByRole('button', { name: 'Audio only' }).click()
  await answer(bo.page)
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  await ada.page.evaluate(() => (globalThis as unknown as { allow: () => void }).allow())
  await expect.poll(async () => (await incoming(bo.page)).energy).toBeGreaterThan(0)
  await bo.page.getByText('Ada has the camera off').waitFor()
  await expect.poll(() => liveTracks(ada.page, 'video')).toBe(0)
})

test('row 70: a page that may not sound yet asks for a press, and the voice plays', async () => {
  // As on a phone: on a desk, Chromium lets pages sound that have the microphone.
  await using silent = await openBrowser(['--use-fake-ui-for-media-stream', '--autoplay-policy=user-gesture-required'])
  const ada = await town.person('Ada')
  const bo = await town.person('Bo', { from: silent })
  const { page } = bo
  const room = await meet(ada, bo)
  await ring(ada.page)
  await answer(page)
  await isLive(page)
  const seat = await page.evaluate(() => sessionStorage.getItem('parley.call') ?? '')
  // As a window that the browser restores: the same memory, and nobody has pressed anything in it.
  const again = await bo.anotherPage()
  await again.addInitScript((kept) => {
    sessionStorage.setItem('parley.call', kept)
    const { play } = HTMLMediaElement.prototype
    HTMLMediaElement.prototype.play = function () {
      const playing = play.call(this)
      playing.catch(() => console.info('silent'))
      return playing
    }
  }, seat)
  await page.close()
  // Playwright looks into a page as if somebody had pressed something there: until then it only listens.
  const silence = again.waitForEvent('console', (message) => message.text() === 'silent')
  await again.goto(`${bo.url}/rooms/${room}`)
  await silence
  await isLive(again)
  const hear = again.getByRole('button', { name: 'Press to hear the others' })
  await hear.waitFor()
  const isPaused = () => again.evaluate(() => document.querySelector('audio')?.paused)
  expect(await isPaused()).toBe(true)
  await hear.click()
  await expect.poll(isPaused).toBe(false)
  await hear.waitFor({ state: 'detached' })
})

test('rows 70 and 72: before and in a call both previews show, mirrored for oneself, movable and hideable', async () => {
  const { ada, bo } = await pairs.same()
  await ada.page.getByRole('button', { name: 'Start a video call', exact: true }).click()
  const preview = ada.page.getByLabel('Your camera')
  await preview.waitFor()
  expect(await preview.evaluate((video) => getComputedStyle(video).transform)).toMatch(/^matrix\(-1/)
  await expect
    .poll(async () => Number(await ada.page.getByRole('meter').getAttribute('aria-valuenow')))
    .toBeGreaterThan(0)
  await ada.page.getByRole('button', { name: 'Join now' }).click()
  await answer(bo.page)
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  await seesMoving(ada.page, 'Bo')
  await seesMoving(ada.page, 'My picture')
  const self = ada.page.locator('section[data-corner]')
  expect(await self.getAttribute('data-corner')).toBe('block-end-inline-end')
  await self.focus()
  await ada.page.keyboard.press('ArrowUp')
  expect(await self.getAttribute('data-corner')).toBe('block-start-inline-end')
  const box = await self.boundingBox()
  if (box) {
    await ada.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await ada.page.mouse.down()
    await ada.page.mouse.move(200, 700, { steps: 4 })
    await ada.page.mouse.up()
  }
  expect(await self.getAttribute('data-corner')).toBe('block-end-inline-start')
  await ada.page.getByRole('button', { name: 'More for this call' }).click()
  await ada.page.getByRole('menuitemcheckbox', { name: 'Hide my picture' }).click()
  await self.waitFor({ state: 'detached' })
})
