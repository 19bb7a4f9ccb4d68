import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPage } from './house/browser.ts'
import { answer, callCode, callOf, incoming, isLive, isOver, leave, ring, seesMoving } from './house/call.ts'
import { holdBack, letGo, mediaKeys } from './house/held.ts'
import type { Pair } from './house/pair.ts'
import { pairsOf } from './house/pair.ts'
import { sealsOtherwise } from './house/sealer.ts'
import { isThere, killSfu, publishInClear, withSfu } from './house/sfu.ts'
import { openTown, type Town } from './house/town.ts'

describe.skipIf(!isThere)('calls over a server that forwards media', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown(withSfu())
    await town.person('Owner')
  })
  afterAll(() => town[Symbol.asyncDispose]())
  const pairs = pairsOf(() => town)

  /** Ada calls Bo, and the SFU carries what they send. */
  async function connected({ ada, bo }: Pair) {
    const lines: string[] = []
    ada.page.on('websocket', (socket) => void lines.push(new URL(socket.url()).pathname))
    await ring(ada.page)
    await answer(bo.page)
    await Promise.all([isLive(ada.page), isLive(bo.page)])
    await expect.poll(() => lines.some((path) => path.startsWith('/rtc'))).toBe(true)
    return { ada, bo }
  }

  async function seen(pair: Pair) {
    const { ada, bo } = await connected(pair)
    await Promise.all([seesMoving(ada.page, 'Bo'), seesMoving(bo.page, 'Ada')])
    return { ada, bo }
  }

  test('row 83: two see and hear each other over the SFU, by one address of the server', async () => {
    const { ada, bo } = await seen(await pairs.same())
    await expect.poll(async () => (await incoming(ada.page)).energy).toBeGreaterThan(0)
    await expect.poll(async () => (await incoming(bo.page)).energy).toBeGreaterThan(0)
    await ada.page.getByRole('button', { name: /Through the server, \d+ ms/ }).click()
    await ada.page.getByText('Over this server, sealed (UDP)').waitFor()
    await ada.page.keyboard.press('Escape')
    const codes = [await callCode(ada.page), await callCode(bo.page)]
    expect(codes[0]).toMatch(/^\d{16}$/)
    expect(codes[1]).toBe(codes[0])
    await leave(bo.page)
    await Promise.all([isOver(ada.page), isOver(bo.page)])
    expect([...ada.complaints, ...bo.complaints]).toEqual([])
  })

  test('row 83: what nobody sealed is not shown, whatever the SFU says of it', async () => {
    const { ada, bo } = await seen(await pairs.fresh())
    const call = await callOf(ada.page)
    await bo.page.close()
    const { page: liar } = await openPage(town.browser)
    const decoded = async (): Promise<number> => (await incoming(ada.page)).frames
    await expect.poll(decoded).toBe(0)
    const planted = await publishInClear(liar, town.server.data, { call, device: bo.device })
    await planted.isReceivedBy(ada.page)
    expect(await decoded()).toBe(0)
    await ada.page.getByText('What comes as Bo is not sealed, so it is not played.').waitFor()
  })

  test('row 83: a key that comes late: the reason stands there until it does, and then the picture', async () => {
    const { ada, bo } = await connected(await pairs.same((_, page) => holdBack(page, mediaKeys)))
    await ada.page.getByText('Waiting for the key of Bo’s device').waitFor()
    expect((await incoming(ada.page)).frames).toBe(0)
    await letGo(bo.page)
    await Promise.all([seesMoving(ada.page, 'Bo'), seesMoving(bo.page, 'Ada')])
    await ada.page.getByText('Waiting for the key').waitFor({ state: 'detached' })
  })

  test('row 83: what another key seals is not played, and says so', async () => {
    const { ada, bo } = await connected(await pairs.same((_, page) => sealsOtherwise(page)))
    await ada.page.getByText('What Bo’s device sends is sealed with another key, so it is not played.').waitFor()
    expect((await incoming(ada.page)).frames).toBe(0)
    await seesMoving(bo.page, 'Ada')
  })

  test('row 81: a picture that nobody sees does not come, and comes again when somebody looks', async () => {
    const { ada, bo } = await seen(await pairs.same())
    const frames = async (): Promise<number> => (await incoming(ada.page)).frames
    const hide = (isHidden: boolean) =>
      ada.page.evaluate((hidden) => {
        Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden })
        document.dispatchEvent(new Event('visibilitychange'))
      }, isHidden)
    await hide(true)
    // Two looks that find the same: nothing has come between them.
    let before = -1
    const stands = async (): Promise<boolean> => {
      const [last, now] = [before, await frames()]
      before = now
      return last === now
    }
    await expect.poll(stands, { interval: 2000 }).toBe(true)
    // What is said is heard all the same.
    const { energy } = await incoming(ada.page)
    await expect.poll(async () => (await incoming(ada.page)).energy).toBeGreaterThan(energy)
    await hide(false)
    await seesMoving(ada.page, 'Bo')
    expect(bo.complaints).toEqual([])
  })

  test('row 80: the SFU is killed in a call, and both see each other again without a press', async () => {
    const { ada, bo } = await seen(await pairs.same())
    const began = performance.now()
    await killSfu(town.server.data)
    const isBroken = ({ page }: typeof ada) => page.locator('[data-call=reconnecting]').waitFor()
    await Promise.all([ada, bo].map(isBroken))
    await Promise.all([isLive(ada.page), isLive(bo.page)])
    await Promise.all([seesMoving(ada.page, 'Bo'), seesMoving(bo.page, 'Ada')])
    process.stdout.write(`pictures again ${Math.round(performance.now() - began)} ms after the SFU died (bar 5000)\n`)
    await leave(ada.page)
    await isOver(bo.page)
  })

  test('row 80: the server is killed in a call: pictures go on meanwhile, and afterwards both have their seats', async () => {
    const { ada, bo } = await seen(await pairs.same())
    const call = await callOf(ada.page)
    await town.server.kill()
    await Promise.all([seesMoving(ada.page, 'Bo'), seesMoving(bo.page, 'Ada')])
    await town.server.restart()
    // Declining what runs changes nothing, and a call that the server does not know is refused.
    const isKnown = () => bo.call('calls.decline', { call, reason: 'declined' }).then(Boolean, () => false)
    await expect.poll(isKnown).toBe(true)
    await Promise.all([isLive(ada.page), isLive(bo.page)])
    await Promise.all([seesMoving(ada.page, 'Bo'), seesMoving(bo.page, 'Ada')])
    await leave(ada.page)
    await isOver(bo.page)
  })
})
