import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWholeBrowser } from './house/browser.ts'
import { answer, incoming, isLive, isOver, leave, liveTracks, meet, ring, seesMoving } from './house/call.ts'
import { pairsOf } from './house/pair.ts'
import { openTown, type Town } from './house/town.ts'
import { signOut } from './house/visitor.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
  await town.person('Owner')
})
const pairs = pairsOf(() => town)
afterAll(() => town[Symbol.asyncDispose]())

test('row 71: hanging up releases every device, on both sides', async () => {
  const { ada, bo } = await pairs.same()
  await ring(ada.page)
  await answer(bo.page)
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  expect(await liveTracks(ada.page)).toBeGreaterThanOrEqual(2)
  await leave(ada.page)
  await Promise.all([isOver(ada.page), isOver(bo.page)])
  for (const { page } of [ada, bo]) await expect.poll(() => liveTracks(page)).toBe(0)
})

test('row 71: a preview that is put away releases the devices too', async () => {
  const { ada } = await pairs.same()
  await ada.page.getByRole('button', { name: 'Start a video call', exact: true }).click()
  await ada.page.getByLabel('Your camera').waitFor()
  await ada.page.keyboard.press('Escape')
  await expect.poll(() => liveTracks(ada.page)).toBe(0)
})

test('row 71: signing out in a call releases every device', async () => {
  const { ada, bo } = await pairs.fresh()
  await ring(ada.page)
  await answer(bo.page)
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  await ada.page.getByRole('button', { name: 'Small window' }).click()
  await signOut(ada.page)
  await expect.poll(() => liveTracks(ada.page)).toBe(0)
  await isOver(bo.page)
})

test('row 71: a permission that is taken back mid-call shows as off, and nothing is asked for in a loop', async () => {
  const { ada, bo } = await pairs.same()
  await ring(ada.page)
  await answer(bo.page)
  await isLive(bo.page)
  await seesMoving(bo.page, 'Ada')
  await ada.page.evaluate(() => {
    const counted = { asks: 0 }
    Object.assign(globalThis, { counted })
    navigator.mediaDevices.getUserMedia = async () => {
      counted.asks += 1
      throw new DOMException('Permission denied', 'NotAllowedError')
    }
    navigator.permissions.query = async () => Object.assign(new EventTarget(), { state: 'denied' }) as PermissionStatus
    const { tracks } = (globalThis as unknown as { watched: { tracks: MediaStreamTrack[] } }).watched
    for (const track of tracks.filter(({ readyState }) => readyState === 'live')) {
      track.stop()
      track.dispatchEvent(new Event('ended'))
    }
  })
  await ada.page.getByRole('button', { name: 'Camera on', exact: true }).waitFor()
  await ada.page.getByRole('button', { name: 'Unmute', exact: true }).waitFor()
  await bo.page.getByText('Ada has the camera off').waitFor()
  await ada.page
    .getByText(/The browser took the (camera|microphone) back/)
    .first()
    .waitFor()
  const asks = () => ada.page.evaluate(() => (globalThis as unknown as { counted: { asks: number } }).counted.asks)
  // Longer than what waits for a device that another program has.
  await setTimeout(4000)
  expect(await asks()).toBe(0)
})

test('row 71: a microphone that goes mid-call makes room for another one', async () => {
  // The headless shell answers that its microphone was denied: nothing is gone there.
  await using whole = await openWholeBrowser()
  const ada = await town.person('Ada', { from: whole })
  const bo = await town.person('Bo')
  await meet(ada, bo)
  await ring(ada.page, 'audio')
  await answer(bo.page)
  await isLive(ada.page)
  await ada.page.getByRole('button', { name: 'Choose the microphone' }).click()
  await ada.page.getByRole('menuitemradio', { name: 'Fake Audio Input 2' }).click()
  const running = () => liveTracks(ada.page, 'audio', 'Fake Audio Input 2')
  await expect.poll(running).toBeGreaterThan(0)
  await ada.page.evaluate(() => {
    const { tracks } = (globalThis as unknown as { watched: { tracks: MediaStreamTrack[] } }).watched
    for (const track of tracks.filter(({ readyState }) => readyState === 'live')) {
      track.stop()
      track.dispatchEvent(new Event('ended'))
    }
  })
  await ada.page.getByText(/Fake Audio Input 2 is gone\. We use Fake .* now\./).waitFor()
  expect(await running()).toBe(0)
  expect(await liveTracks(ada.page, 'audio')).toBeGreaterThan(0)
  await ada.page.getByRole('button', { name: 'Mute', exact: true }).waitFor()
  const { energy } = await incoming(bo.page)
  await expect.poll(async () => (await incoming(bo.page)).energy).toBeGreaterThan(energy)
})

test('row 73: muted means no energy at all; M and the held space bar', async () => {
  const { ada, bo } = await pairs.same((page) =>
    // The microphone of a test browser beeps and is silent; who talks has a longer breath.
    page.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = async () => {
        const audio = new AudioContext()
        const [voice, out] = [audio.createOscillator(), audio.createMediaStreamDestination()]
        voice.connect(out)
        voice.start()
        return out.stream
      }
    }),
  )
  await ring(ada.page, 'audio')
  await answer(bo.page)
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  const heard = async () => await incoming(bo.page)
  /** Energy that comes while at least two seconds of samples do. */
  async function energyOfTwoSeconds(): Promise<number> {
    const before = await heard()
    await expect.poll(async () => (await heard()).samples).toBeGreaterThan(before.samples + 96_000)
    return (await heard()).energy - before.energy
  }
  expect(await energyOfTwoSeconds()).toBeGreaterThan(0)
  await ada.page.keyboard.press('m')
  await ada.page.getByRole('button', { name: 'Unmute', exact: true }).waitFor()
  await bo.page.getByText('Muted', { exact: true }).waitFor()
  // The hint stays for six seconds.
  await ada.page.getByText('You are muted. Press M to speak.').waitFor()
  // What was on its way when the key went down may still sound.
  await expect.poll(energyOfTwoSeconds).toBe(0)
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
  const { ada, bo } = await pairs.same()
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

test('row 72: a microphone that comes back is taken again, where it was chosen before', async () => {
  const { ada, bo } = await pairs.same((page) =>
    page.addInitScript(() => {
      const { mediaDevices } = navigator
      const list = mediaDevices.enumerateDevices.bind(mediaDevices)
      const unplugged = new Set<string>()
      mediaDevices.enumerateDevices = async () => (await list()).filter(({ label }) => !unplugged.has(label))
      const plug = (label: string, isIn: boolean): void => {
        if (isIn) unplugged.delete(label)
        else unplugged.add(label)
        mediaDevices.dispatchEvent(new Event('devicechange'))
      }
      Object.assign(globalThis, { plug })
    }),
  )
  const plug = (isIn: boolean) =>
    ada.page.evaluate(
      (now) =>
        (globalThis as unknown as { plug: (label: string, isIn: boolean) => void }).plug('Fake Audio Input 2', now),
      isIn,
    )
  const running = (label?: string) => liveTracks(ada.page, 'audio', label)
  await ring(ada.page, 'audio')
  await answer(bo.page)
  await isLive(ada.page)
  await ada.page.getByRole('button', { name: 'Choose the microphone' }).click()
  await ada.page.getByRole('menuitemradio', { name: 'Fake Audio Input 2' }).click()
  await expect.poll(() => running('Fake Audio Input 2')).toBeGreaterThan(0)
  await plug(false)
  await expect.poll(() => running('Fake Audio Input 2')).toBe(0)
  await expect.poll(() => running()).toBeGreaterThan(0)
  await plug(true)
  await expect.poll(() => running('Fake Audio Input 2')).toBeGreaterThan(0)
  await ada.page.getByRole('button', { name: 'Choose the microphone' }).click()
  await ada.page.getByRole('menuitemradio', { name: 'Fake Audio Input 2', checked: true }).waitFor()
  const { energy } = await incoming(bo.page)
  await expect.poll(async () => (await incoming(bo.page)).energy).toBeGreaterThan(energy)
})

test('row 73: the button of a headset mutes, and both sides show it', async () => {
  const { ada, bo } = await pairs.same((page) =>
    page.addInitScript(() => {
      const buttons: Record<string, unknown> = {}
      Object.assign(globalThis, { buttons })
      const set = navigator.mediaSession.setActionHandler.bind(navigator.mediaSession)
      navigator.mediaSession.setActionHandler = (action, handler) => {
        buttons[action] = handler
        set(action, handler)
      }
    }),
  )
  await ring(ada.page, 'audio')
  await answer(bo.page)
  await Promise.all([isLive(ada.page), isLive(bo.page)])
  const press = () =>
    ada.page.evaluate(() => {
      const { buttons } = globalThis as unknown as { buttons: { togglemicrophone: () => void } }
      buttons.togglemicrophone()
    })
  await press()
  await ada.page.getByRole('button', { name: 'Unmute', exact: true }).waitFor()
  await bo.page.getByText('Muted', { exact: true }).waitFor()
  await press()
  await ada.page.getByRole('button', { name: 'Mute', exact: true }).waitFor()
  await bo.page.getByText('Muted', { exact: true }).waitFor({ state: 'detached' })
})
