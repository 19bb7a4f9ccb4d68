import { isOver } from '@parley/e2e/call'
import { entrance, workbench } from '@parley/e2e/voice'
import type { Page } from 'playwright-core'
import { atMost } from '../bar.ts'
import { median } from '../quantile.ts'
import { openCallTown } from './call-town.ts'
import type { Part } from './part.ts'
import { pressToMark } from './press.ts'

const rounds = 5
const heard = 'bench-heard'

const card = (page: Page) => page.getByRole('region', { name: 'Voice channel Workbench' })
const isIn = (page: Page, state: 'alone' | 'live') => page.locator(`[data-voice][data-call=${state}]`).waitFor()

/** The page marks when it is in the talk and sound has come out of what others send. */
const listen = (page: Page): Promise<void> =>
  page.evaluate((mark) => {
    type Watching = typeof globalThis & { watched: { peers: RTCPeerConnection[] } }
    const look = async (): Promise<void> => {
      let played = 0
      for (const peer of (globalThis as Watching).watched.peers) {
        if (peer.connectionState === 'closed') continue
        for (const stats of (await peer.getStats()).values())
          if (stats.type === 'inbound-rtp' && stats.kind === 'audio') played += Number(stats.jitterBufferEmittedCount)
      }
      if (played > 0 && document.querySelector('[data-voice][data-call=live]')) performance.mark(mark)
      else setTimeout(() => void look(), 10)
    }
    void look()
  }, heard)

/** A voice channel in which somebody talks: how soon does somebody who comes in hear them? */
export async function voice(): Promise<Part> {
  await using town = await openCallTown()
  const [ada, bo] = [await town.person('Ada'), await town.person('Bo')]
  await workbench(ada, bo)
  await entrance(ada.page).click()
  await isIn(ada.page, 'alone')
  await card(ada.page).getByRole('button', { name: 'Unmute' }).click()
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    // A page that has been in no call yet.
    await bo.page.reload()
    await entrance(bo.page).waitFor()
    await listen(bo.page)
    times.push(await pressToMark(entrance(bo.page), heard))
    await card(bo.page).getByRole('button', { name: 'Leave' }).click()
    await isOver(bo.page)
    await isIn(ada.page, 'alone')
  }
  return {
    rows: [
      ['a voice channel', 'least', 'median', 'most'],
      ['ms from the press to hearing somebody', Math.min(...times), median(times), Math.max(...times)],
    ],
    bars: [atMost('voice', median(times), `ms from the press to hearing somebody, median of ${rounds}`, 1000)],
  }
}
