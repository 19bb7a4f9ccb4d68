import { setTimeout } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answer, callOf, isLimited, isLive, isOver, leave, meet, ring, seesMoving } from './house/call.ts'
import { type Coturn, openCoturn } from './house/coturn.ts'
import type { Home } from './house/home.ts'
import { type Internet, openInternet } from './house/internet.ts'
import { noNets } from './house/net.ts'
import { receptionOf, type Stretch, stretchBetween } from './house/reception.ts'
import { openRestlessCamera, type RestlessCamera } from './house/restless.ts'
import { isThere, withSfu } from './house/sfu.ts'
import { openTown } from './house/town.ts'

if (noNets !== null) process.stdout.write(`calls over a narrow line are not tried, for want of networks: ${noNets}\n`)

const narrow = { rate: 300, loss: 5 }

/** Milliseconds of one look. */
const look = 2000
/** Milliseconds for which the line stays narrow once it is known to be. */
const endures = 12_000

const say = (words: string): void => void process.stdout.write(`${words}\n`)

/** Looks at what a page receives until it is as wished, and answers how it is then. */
async function until(page: Page, what: string, isSo: (stretch: Stretch) => boolean): Promise<Stretch> {
  const began = performance.now()
  let before = await receptionOf(page)
  for (;;) {
    await setTimeout(look)
    const after = await receptionOf(page)
    const stretch = stretchBetween(before, after)
    before = after
    if (!isSo(stretch)) continue
    const { height, framesPerSecond, rate, madeUp } = stretch
    const picture = `${height} lines, ${framesPerSecond.toFixed(1)} a second, ${Math.round(rate)} kbit/s`
    const numbers = `${picture}, ${madeUp.toFixed(1)} % of the sound made up`
    say(`${what} after ${Math.round(performance.now() - began)} ms: ${numbers}`)
    return stretch
  }
}

describe.skipIf(noNets !== null)('voices first, where a line becomes too narrow for a picture', () => {
  let internet: Internet
  let coturn: Coturn
  let camera: RestlessCamera
  let [east, west]: readonly Home[] = []
  beforeAll(async () => {
    internet = await openInternet()
    coturn = await openCoturn(internet)
    camera = await openRestlessCamera()
    east = await internet.home()
    west = await internet.home()
  })
  afterAll(async () => {
    await coturn?.[Symbol.asyncDispose]()
    await camera?.[Symbol.asyncDispose]()
    await internet?.[Symbol.asyncDispose]()
  })

  const ways = isThere ? (['over the SFU', 'from device to device'] as const) : (['from device to device'] as const)
  test.each(ways)('row 81: %s: the voice goes on, the picture steps down, and comes back', async (way) => {
    if (!east || !west) throw new Error('There are no homes.')
    const sfu = { ...withSfu(), PARLEY_SFU_ADDRESS: internet.address }
    const env = { PARLEY_HOST: internet.address, ...(way === 'over the SFU' ? sfu : coturn.turn) }
    const [near, far] = [await east.browser(camera.flags), await west.browser(camera.flags)]
    await using town = await openTown(env, undefined, async () => near, internet.within)
    const [ada, bo] = [await town.person('Ada'), await town.person('Bo', { from: far })]
    await meet(ada, bo)
    await ring(ada.page)
    await answer(bo.page)
    await Promise.all([isLive(ada.page), isLive(bo.page)])
    await Promise.all([seesMoving(ada.page, 'Bo'), seesMoving(bo.page, 'Ada')])
    const seat = await callOf(ada.page)
    const ends = [
      { who: 'up', page: ada.page },
      { who: 'down', page: bo.page },
    ]
    const all = (what: string, isSo: (stretch: Stretch, end: number) => boolean) =>
      Promise.all(ends.map(({ who, page }, end) => until(page, `${way}, ${who}: ${what}`, (one) => isSo(one, end))))
    const isWhole = ({ height, rate, madeUp }: Stretch): boolean => height >= 360 && rate > 350 && madeUp < 10
    const whole = await all('whole', isWhole)
    const share = ({ rate }: Stretch, end: number): number => rate / (whole[end]?.rate ?? 0)

    await west.setWeather(narrow)
    await all('less of a picture', (stretch, end) => stretch.height < 360 || share(stretch, end) < 0.7)
    await all('sound that can be followed', ({ madeUp }) => madeUp < 25)
    const before = await Promise.all(ends.map(({ page }) => receptionOf(page)))
    await setTimeout(endures)
    for (const [end, { who, page }] of ends.entries()) {
      const { madeUp } = stretchBetween(before[end] ?? (await receptionOf(page)), await receptionOf(page))
      say(`${way}, ${who}: ${madeUp.toFixed(1)} % of the sound made up in ${endures} ms`)
      expect(madeUp).toBeLessThan(25)
    }
    expect(await isLimited(bo.page)).toBe(way === 'from device to device')
    for (const { page } of ends) expect(await page.locator('[data-call=live]').count()).toBe(1)

    await west.setWeather(null)
    await all('back (bar 10000)', isWhole)
    await expect.poll(() => isLimited(bo.page)).toBe(false)
    expect([await callOf(ada.page), await callOf(bo.page)]).toEqual([seat, seat])
    await leave(ada.page)
    await isOver(bo.page)
    await far.close()
  })
})
