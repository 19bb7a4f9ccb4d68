import { afterAll, describe, expect, test } from 'vitest'
import { answer, incoming, isLive, isOver, leave, meet, ring, seesMoving } from './house/call.ts'
import { type Coturn, openCoturn } from './house/coturn.ts'
import { openTown } from './house/town.ts'

describe('calls through a relay', () => {
  let coturn: Coturn | null = null
  afterAll(async () => await coturn?.[Symbol.asyncDispose]())

  async function relayed(transport: 'udp' | 'tcp') {
    coturn ??= await openCoturn()
    const town = await openTown(coturn.env(transport))
    const ada = await town.person('Ada')
    const bo = await town.person('Bo')
    await meet(ada, bo)
    await ring(ada.page)
    await answer(bo.page)
    await Promise.all([isLive(ada.page), isLive(bo.page)])
    return { town, coturn, ada, bo }
  }

  test.each(['udp', 'tcp'] as const)('row 67: only through coturn, over %s', async (transport) => {
    const { town, ada, bo } = await relayed(transport)
    await using _town = town
    await Promise.all([seesMoving(ada.page, 'Bo'), seesMoving(bo.page, 'Ada')])
    for (const { page } of [ada, bo]) {
      await expect.poll(() => incoming(page)).toMatchObject({ path: 'relay', protocol: transport })
    }
    await bo.page.getByRole('button', { name: /Through the server, \d+ ms/ }).waitFor()
    await leave(ada.page)
    await isOver(bo.page)
  })

  test('row 65: the path breaks for good, and another one is found without a click', async () => {
    const { town, coturn: relay, ada, bo } = await relayed('udp')
    await using _town = town
    await seesMoving(ada.page, 'Bo')
    await relay.kill()
    await ada.page.locator('[data-call=reconnecting]').waitFor()
    await ada.page.getByText('Connecting again').first().waitFor()
    await relay.start()
    const began = performance.now()
    await Promise.all([seesMoving(ada.page, 'Bo'), seesMoving(bo.page, 'Ada')])
    process.stdout.write(
      `picture again ${Math.round(performance.now() - began)} ms after the relay is back (bar 5000)\n`,
    )
    await Promise.all([isLive(ada.page), isLive(bo.page)])
    await leave(ada.page)
    await isOver(bo.page)
  })
})
