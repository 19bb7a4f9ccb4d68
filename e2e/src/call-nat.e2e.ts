import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answer, incoming, isLive, isOver, leave, meet, panelSays, ring, seesMoving } from './house/call.ts'
import { type Coturn, openCoturn } from './house/coturn.ts'
import type { Home } from './house/home.ts'
import { type Internet, openInternet } from './house/internet.ts'
import { noNets } from './house/net.ts'
import type { Person } from './house/person.ts'
import { isThere, withSfu } from './house/sfu.ts'
import { openTown } from './house/town.ts'

if (noNets !== null) process.stdout.write(`calls between two homes are not tried, for want of networks: ${noNets}\n`)

describe.skipIf(noNets !== null)('two homes, each behind an address translation that lets nobody in', () => {
  let internet: Internet
  let coturn: Coturn
  let [east, west]: readonly Home[] = []
  beforeAll(async () => {
    internet = await openInternet()
    coturn = await openCoturn(internet)
    east = await internet.home()
    west = await internet.home()
  })
  afterAll(async () => {
    await coturn?.[Symbol.asyncDispose]()
    await internet?.[Symbol.asyncDispose]()
  })

  /** Ada in one home and Bo in the other, on a server at the public address. */
  async function neighbours(env: Readonly<Record<string, string>>) {
    if (!east || !west) throw new Error('There are no homes.')
    const [near, far] = await Promise.all([east.browser(), west.browser()])
    const host = { PARLEY_HOST: internet.address }
    const town = await openTown({ ...host, ...env }, undefined, async () => near, internet.within)
    const [ada, bo] = [await town.person('Ada'), await town.person('Bo', { from: far })]
    await meet(ada, bo)
    const over = async (): Promise<void> => {
      await far.close()
      await town[Symbol.asyncDispose]()
    }
    return { ada, bo, [Symbol.asyncDispose]: over }
  }

  async function call({ ada, bo }: Pair): Promise<void> {
    await ring(ada.page)
    await answer(bo.page)
  }

  async function seen({ ada, bo }: Pair): Promise<void> {
    const began = performance.now()
    await Promise.all([isLive(ada.page), isLive(bo.page)])
    await Promise.all([seesMoving(ada.page, 'Bo'), seesMoving(bo.page, 'Ada')])
    process.stdout.write(`both see each other ${Math.round(performance.now() - began)} ms after the answer\n`)
  }

  /** Opens the panel of the connection, waits for what it says, and closes it. */
  async function reads({ page }: Person, words: RegExp): Promise<void> {
    await page.getByRole('button', { name: /Through the server, \d+ ms/ }).click()
    await panelSays(page, words)
    await page.keyboard.press('Escape')
  }

  test('row 67: they talk through a relay, over TCP where UDP is blocked, and read why', async () => {
    await using two = await neighbours(coturn.turn)
    const { ada, bo } = two
    await call(two)
    await seen(two)
    for (const person of [ada, bo]) {
      await reads(person, /Through a relay \(UDP\).*A network between you lets nothing through/)
    }
    await leave(ada.page)
    await isOver(bo.page)
    await east?.blockUdp(true)
    await call(two)
    await seen(two)
    await expect.poll(async () => (await incoming(ada.page)).protocol).toBe('tcp')
    await reads(ada, /Through a relay \(TCP\).*A network blocks UDP/)
    await reads(bo, /Through a relay \(UDP\)/)
    await east?.blockUdp(false)
    expect([...ada.complaints, ...bo.complaints]).toEqual([])
  })

  test('row 66: with STUN alone no path is found, and both read that, and what to do', async () => {
    await using two = await neighbours(coturn.stun)
    const pages = [two.ada.page, two.bo.page]
    await call(two)
    const began = performance.now()
    const bothRead = async (words: RegExp): Promise<void> => {
      await Promise.all(pages.map((page) => page.getByText(words).first().waitFor()))
      process.stdout.write(`"${words.source}" ${Math.round(performance.now() - began)} ms after the answer\n`)
    }
    await bothRead(/Looking for another path/)
    await bothRead(/No path leads to .* set up a relay/)
    await Promise.all(pages.map(isOver))
    for (const page of pages) expect((await incoming(page)).frames).toBe(0)
    expect([...two.ada.complaints, ...two.bo.complaints]).toEqual([])
  })

  test.skipIf(!isThere)('row 67: without a relay the call goes over the SFU by itself', async () => {
    const { PARLEY_SFU, PARLEY_SFU_PORT } = withSfu()
    const sfu = { PARLEY_SFU: `${PARLEY_SFU}`, PARLEY_SFU_PORT: `${PARLEY_SFU_PORT}` }
    await using two = await neighbours({ ...coturn.stun, ...sfu, PARLEY_SFU_ADDRESS: internet.address })
    const { ada, bo } = two
    await call(two)
    await seen(two)
    for (const person of [ada, bo]) {
      await reads(person, /Over this server, sealed \(UDP\).*blocks every path/)
    }
    expect([...ada.complaints, ...bo.complaints]).toEqual([])
  })
})

type Pair = Readonly<Record<'ada' | 'bo', Person>>
