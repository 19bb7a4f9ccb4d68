import { pathSearch } from '@parley/e2e/call'
import type { Page } from 'playwright-core'
import { until } from './until.ts'

type Watching = typeof globalThis & { watched: { peers: RTCPeerConnection[] } }

/** Runs in the page: by which search its path was found (RFC 8839 §5.4), and how many pictures have come. */
async function look(): Promise<{ search: string; frames: number }> {
  const peer = (globalThis as Watching).watched.peers.at(-1)
  const report = new Map<string, Record<string, unknown>>([...((await peer?.getStats())?.entries() ?? [])])
  const all = [...report.values()]
  const transport = all.find(({ type }) => type === 'transport')
  const pair = report.get(String(transport?.['selectedCandidatePairId']))
  const local = report.get(String(pair?.['localCandidateId']))
  // A screen that nobody shares is one of them.
  const videos = all.filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'video')
  const search = pair?.['state'] === 'succeeded' ? String(local?.['usernameFragment']) : ''
  return { search, frames: videos.reduce((sum, { framesDecoded }) => sum + Number(framesDecoded), 0) }
}

/**
 * Takes the network from a page that is in a call and gives it back: the page then looks for a path afresh. What goes by
 * the old one meanwhile is not hindered, so this is how long a page takes to have another path, not how long one sees
 * nothing.
 * @returns ms from the return of the network to a picture by the new path
 */
export async function backOnline(page: Page): Promise<number> {
  const before = await pathSearch(page)
  await page.context().setOffline(true)
  await page.waitForFunction(() => !navigator.onLine)
  await page.evaluate(() => {
    addEventListener('online', () => performance.mark('bench-online'), { once: true })
    performance.clearMarks('bench-online')
  })
  await page.context().setOffline(false)
  let first = Number.POSITIVE_INFINITY
  await until(async () => {
    const { search, frames } = await page.evaluate(look)
    if (search === '' || search === before) return null
    first = Math.min(first, frames)
    return frames > first || null
  }, 20)
  return await page.evaluate(
    () => performance.now() - (performance.getEntriesByName('bench-online')[0]?.startTime ?? 0),
  )
}
