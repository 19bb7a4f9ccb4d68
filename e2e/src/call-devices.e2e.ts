import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { closePages, openBrowser, openPage } from './house/browser.ts'
import {
  answer,
  incoming,
  isLive,
  isOver,
  leave,
  liveTracks,
  meet,
  ring,
  seesMoving,
  watchMedia,
} from './house/call.ts'
import { type Person, settle } from './house/person.ts'
import { openTown, type Town } from './house/town.ts'

let town: Town
/** A browser that asks before it gives a camera. */
let asking: Browser
beforeAll(async () => {
  town = await openTown()
  asking = await openBrowser([])
  await town.person('Owner')
})
afterEach(() => closePages(town.browser, asking))
afterAll(async () => {
  await asking.close()
  await town[Symbol.asyncDispose]()
})

async function guarded(name: string, permissions: NonNullable<BrowserContextOptions['permissions']>): Promise<Person> {
  const { page, complaints } = await openPage(asking, { permissions })
  const handle = `${name.toLowerCase()}-${Math.random().toString(36).slice(2, 8)}`
  return await settle(page, town.server.url, complaints, { handle, name, admission: { kind: 'open' } })
}

test('row 69: camera denied, and one joins with the voice and a hint for this browser', async () => {
  const ada = await guarded('Ada', ['microphone'])
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
  const bo = await guarded('Bo', ['notifications'])
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
  const ada = await guarded('Ada', ['microphone'])
  const bo = await town.person('Bo')
  await meet(ada, bo)
  await ada.page.getByRole('button', { name: 'Start a video call', exact: true }).click()
  await ada.page.getByRole('heading', { name: 'The browser blocks the camera' }).waitFor()
  await ada.page.context().grantPermissions(['microphone', 'camera'])
  await ada.page.getByLabel('Your camera').waitFor()
})

test('row 69: no device at all, and one joins listening', async () => {
  const ada = await town.person('Ada')
  const bo = await town.person('Bo')
  await ada.page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = async () => {
      throw new DOMException('Requested device not found', 'NotFoundError')
    }
  })
  await meet(ada, bo)
  await ada.page.getByRole('button', { name: 'Start a call', exact: true }).click()
  await ada.page.getByRole('heading', { name: 'No microphone' }).waitFor()
  await ada.page.getByRole('button', { name: 'Listen only' }).click()
  await answer(bo.page)
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  await expect.poll(async () => (await incoming(ada.page)).energy).toBeGreaterThan(0)
})

test('rows 70 and 72: before and in a call both previews show, mirrored for oneself, movable and hideable', async () => {
  const ada = await town.person('Ada')
  const bo = await town.person('Bo')
  await meet(ada, bo)
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

test('row 71: hanging up releases every device, on both sides', async () => {
  const ada = await town.person('Ada')
  const bo = await town.person('Bo')
  await meet(ada, bo)
  await ring(ada.page)
  await answer(bo.page)
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  expect(await liveTracks(ada.page)).toBeGreaterThanOrEqual(2)
  await leave(ada.page)
  await Promise.all([isOver(ada.page), isOver(bo.page)])
  for (const { page } of [ada, bo]) await expect.poll(() => liveTracks(page)).toBe(0)
})

test('row 71: a preview that is put away releases the devices too', async () => {
  const ada = await town.person('Ada')
  const bo = await town.person('Bo')
  await meet(ada, bo)
  await ada.page.getByRole('button', { name: 'Start a video call', exact: true }).click()
  await ada.page.getByLabel('Your camera').waitFor()
  await ada.page.keyboard.press('Escape')
  await expect.poll(() => liveTracks(ada.page)).toBe(0)
})

test('row 71: a device that goes mid-call shows as off, without a loop, and another one is taken', async () => {
  const ada = await town.person('Ada')
  const bo = await town.person('Bo')
  await meet(ada, bo)
  await ring(ada.page)
  await answer(bo.page)
  await isLive(bo.page)
  await seesMoving(bo.page, 'Ada')
  const asked = await ada.page.evaluate(() => {
    const devices = navigator.mediaDevices
    const counted = { asks: 0 }
    Object.assign(globalThis, { counted })
    devices.getUserMedia = async () => {
      counted.asks += 1
      throw new DOMException('Permission denied', 'NotAllowedError')
    }
    navigator.permissions.query = async () => Object.assign(new EventTarget(), { state: 'denied' }) as PermissionStatus
    const { tracks } = (globalThis as unknown as { watched: { tracks: MediaStreamTrack[] } }).watched
    for (const track of tracks.filter(({ readyState }) => readyState === 'live')) {
      track.stop()
      track.dispatchEvent(new Event('ended'))
    }
    return counted.asks
  })
  expect(asked).toBe(0)
  await ada.page.getByRole('button', { name: 'Camera on', exact: true }).waitFor()
  await ada.page.getByRole('button', { name: 'Unmute', exact: true }).waitFor()
  await bo.page.getByText('Ada has the camera off').waitFor()
  await ada.page
    .getByText(/The browser took the (camera|microphone) back/)
    .first()
    .waitFor()
  const asks = await ada.page.evaluate(() => (globalThis as unknown as { counted: { asks: number } }).counted.asks)
  expect(asks).toBeLessThanOrEqual(2)
})

test('row 73: muted means no energy at all; M and the held space bar', async () => {
  const ada = await town.person('Ada')
  const bo = await town.person('Bo')
  await meet(ada, bo)
  await ring(ada.page)
  await answer(bo.page)
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  const heard = async () => await incoming(bo.page)
  /** Energy that comes while at least two seconds of samples do; the fake microphone beeps once a second. */
  async function energyOfTwoSeconds(): Promise<number> {
    const before = await heard()
    await expect.poll(async () => (await heard()).samples, { timeout: 20_000 }).toBeGreaterThan(before.samples + 96_000)
    return (await heard()).energy - before.energy
  }
  expect(await energyOfTwoSeconds()).toBeGreaterThan(0)
  await ada.page.keyboard.press('m')
  await ada.page.getByRole('button', { name: 'Unmute', exact: true }).waitFor()
  await bo.page.getByText('Muted', { exact: true }).waitFor()
  // What was on its way when the key went down may still sound.
  await expect.poll(energyOfTwoSeconds, { timeout: 30_000 }).toBe(0)
  await ada.page.getByText('You are muted. Press M to speak.').waitFor()
  await ada.page.locator('[data-call]').focus()
  await ada.page.keyboard.down('Space')
  await bo.page.getByText('Muted', { exact: true }).waitFor({ state: 'detached' })
  expect(await energyOfTwoSeconds()).toBeGreaterThan(0)
  await ada.page.keyboard.up('Space')
  await bo.page.getByText('Muted', { exact: true }).waitFor()
  await ada.page.keyboard.press('m')
  await bo.page.getByText('Muted', { exact: true }).waitFor({ state: 'detached' })
})

test('row 73: another microphone goes without negotiation', async () => {
  const ada = await town.person('Ada')
  const bo = await town.person('Bo')
  await meet(ada, bo)
  await watchMedia(ada.page)
  await ring(ada.page, 'audio')
  await answer(bo.page)
  await isLive(ada.page)
  const description = () =>
    ada.page.evaluate(() => {
      const { peers } = (globalThis as unknown as { watched: { peers: RTCPeerConnection[] } }).watched
      return peers.map(({ localDescription }) => localDescription?.sdp).join()
    })
  const before = await description()
  await ada.page.getByRole('button', { name: 'Choose the microphone' }).click()
  await ada.page.getByRole('menuitemradio', { name: 'Fake Audio Input 2' }).click()
  await expect
    .poll(() =>
      ada.page.evaluate(() => {
        const { tracks } = (globalThis as unknown as { watched: { tracks: MediaStreamTrack[] } }).watched
        return tracks.find(({ readyState }) => readyState === 'live')?.label
      }),
    )
    .toBe('Fake Audio Input 2')
  const energy = (await incoming(bo.page)).energy
  await expect.poll(async () => (await incoming(bo.page)).energy).toBeGreaterThan(energy)
  expect(await description()).toBe(before)
})
