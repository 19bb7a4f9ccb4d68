import { setTimeout as sleep } from 'node:timers/promises'
import { answer, isLive, isOver, leave, meet, ring } from '@parley/e2e/call'
import type { Page } from 'playwright-core'
import { atMost } from '../bar.ts'
import { median } from '../quantile.ts'
import { backOnline } from './back-online.ts'
import { openCallTown } from './call-town.ts'
import type { Part } from './part.ts'
import { firstFrame, pressToMark } from './press.ts'
import { cpuPerSecond, serverBar, settle } from './server-share.ts'

const rounds = 5

const answerButton = (page: Page) => page.getByRole('alertdialog').getByRole('button', { name: 'Answer', exact: true })

/** Two people from device to device: how soon they see each other, also after the network of one has changed, and what it costs the server. */
export async function direct(): Promise<Part> {
  await using town = await openCallTown()
  const [ada, bo] = [await town.person('Ada'), await town.person('Bo')]
  const room = await meet(ada, bo)
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    // Pages that have been in no call yet.
    for (const { enter } of [ada, bo]) await enter(room)
    await ring(ada.page)
    times.push(await pressToMark(answerButton(bo.page), firstFrame))
    await isLive(ada.page)
    await leave(bo.page)
    await Promise.all([isOver(ada.page), isOver(bo.page)])
  }
  await ring(ada.page)
  await answer(bo.page)
  await isLive(ada.page)
  await settle()
  const busy = await cpuPerSecond(town.server.pid)
  const paths: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    paths.push(await backOnline(ada.page))
    // A search that begins while the one before is still under way may leave the path as it is: it works.
    await sleep(1000)
  }
  await leave(bo.page)
  await settle()
  const idle = await cpuPerSecond(town.server.pid)
  return {
    rows: [
      ['two people, device to device', 'least', 'median', 'most'],
      ['ms from Answer to the first picture', Math.min(...times), median(times), Math.max(...times)],
      [
        'ms from the network’s return to a picture by a fresh path',
        Math.min(...paths),
        median(paths),
        Math.max(...paths),
      ],
      ['ms CPU of the server in a second: idle, in the call, for the call', idle, busy, busy - idle],
    ],
    bars: [
      atMost('accept', median(times), `ms from Answer to the first picture, median of ${rounds}`, 1000),
      atMost(
        'fresh-path',
        median(paths),
        `ms from the network’s return to a picture by a fresh path, median of ${rounds}`,
        5000,
      ),
      serverBar('server-direct', busy - idle),
    ],
  }
}
