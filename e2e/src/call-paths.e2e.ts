import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from './house/browser.ts'
import { answer, incoming, isLive, isOver, leave, meet, panelSays, ring, seesMoving } from './house/call.ts'
import { isThere, withSfu } from './house/sfu.ts'
import { openTown, type Town } from './house/town.ts'

/** As behind a network that lets no UDP through. */
const withoutUdp = ['--use-fake-ui-for-media-stream', '--force-webrtc-ip-handling-policy=disable_non_proxied_udp']

describe.skipIf(!isThere)('row 67: where nothing leads from device to device', () => {
  let town: Town
  let narrow: Browser
  beforeAll(async () => {
    narrow = await openBrowser(withoutUdp)
    town = await openTown({ ...withSfu(), PARLEY_MESH_MOST: '2' })
    await town.person('Owner')
  })
  afterAll(async () => {
    await narrow.close()
    await town[Symbol.asyncDispose]()
  })

  test('a call of two goes over the SFU by itself, over TCP where UDP is blocked, and says why', async () => {
    const [ada, bo] = [await town.person('Ada', { from: narrow }), await town.person('Bo')]
    await meet(ada, bo)
    await ring(ada.page)
    await answer(bo.page)
    await Promise.all([isLive(ada.page), isLive(bo.page)])
    await Promise.all([seesMoving(ada.page, 'Bo'), seesMoving(bo.page, 'Ada')])
    await expect.poll(async () => (await incoming(ada.page)).protocol).toBe('tcp')
    for (const page of [ada.page, bo.page]) {
      await page.getByRole('button', { name: /Through the server, \d+ ms/ }).click()
    }
    await panelSays(ada.page, /Over this server, sealed \(TCP\).*A network blocks UDP/)
    await panelSays(bo.page, /Over this server, sealed \(UDP\)/)
    for (const page of [ada.page, bo.page]) {
      await panelSays(page, /A network between the devices blocks every path/)
      await page.keyboard.press('Escape')
    }
    await leave(ada.page)
    await isOver(bo.page)
    expect([...ada.complaints, ...bo.complaints]).toEqual([])
  })
})
