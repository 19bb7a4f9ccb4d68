import { isLive, isOver, leave } from '@parley/e2e/call'
import { come, company } from '@parley/e2e/company'
import { type Person, writingField } from '@parley/e2e/person'
import { withSfu } from '@parley/server/testing'
import type { Page } from 'playwright-core'
import { atMost } from '../bar.ts'
import { median } from '../quantile.ts'
import { openCallTown } from './call-town.ts'
import type { Part } from './part.ts'
import { firstFrame, pressToMark } from './press.ts'
import { cpuPerSecond, serverBar, settle } from './server-share.ts'
import { sfuOf } from './sfu.ts'

const rounds = 5

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

/** Somebody whose page has been in no call yet comes into one that runs, and goes. Answers ms until they see somebody. */
async function visit({ page }: Person): Promise<number> {
  await page.reload()
  await writingField(page).waitFor()
  await button(page, /^Join the call/).click()
  // The own picture: the camera runs.
  await page.locator('video').first().waitFor()
  const took = await pressToMark(button(page, 'Join now'), firstFrame)
  await leave(page)
  await isOver(page)
  return took
}

/** A call over the SFU: how soon somebody who comes in sees the others, and what it costs the server beside the SFU. */
export async function forwarded(): Promise<Part> {
  await using town = await openCallTown(withSfu())
  const { pid } = await sfuOf(town.server.data)
  const [ada, bo, cy] = [await town.person('Ada'), await town.person('Bo'), await town.person('Cy')]
  await company(ada, bo, cy)
  const both = () => Promise.all([cpuPerSecond(town.server.pid), cpuPerSecond(pid)])
  for (const { page } of [ada, bo]) await come(page)
  for (const { page } of [ada, bo]) await isLive(page)
  await settle()
  const busy = await both()
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) times.push(await visit(cy))
  for (const { page } of [ada, bo]) await leave(page)
  await settle()
  const idle = await both()
  const rowOf = (who: 0 | 1) => [idle[who], busy[who], busy[who] - idle[who]]
  return {
    rows: [
      ['a call over the SFU', 'least', 'median', 'most'],
      ['ms from Join to the first picture', Math.min(...times), median(times), Math.max(...times)],
      ['ms CPU of the server in a second: idle, in a call of two, for it', ...rowOf(0)],
      ['ms CPU of the SFU in a second: idle, in a call of two, for it', ...rowOf(1)],
    ],
    bars: [
      atMost('join', median(times), `ms from Join to the first picture, median of ${rounds}`, 2000),
      serverBar('server-forwarded', busy[0] - idle[0]),
    ],
  }
}
