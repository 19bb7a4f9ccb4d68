import type { Stop } from '../client.ts'
import type { Clock } from '../clock.ts'
import type { MediaSession } from './media-session.ts'
import { type Quality, qualityBetween } from './quality/quality.ts'
import type { Sample } from './quality/sample.ts'

const every = 2000

/** Measures a session every two seconds: how it is with each device that was there two seconds ago. */
export function watchQuality(
  session: MediaSession,
  clock: Clock,
  onQualities: (qualities: ReadonlyMap<string, Quality>) => void,
): Stop {
  let before: ReadonlyMap<string, Sample> = new Map()
  let cancel: Stop = () => undefined
  let isOver = false
  const measure = async (): Promise<void> => {
    const samples = await session.stats().catch(() => null)
    if (isOver) return
    if (samples) onQualities(between(before, samples))
    before = samples ?? before
    cancel = clock.after(before.size > 0 ? every : every / 4, () => void measure())
  }
  void measure()
  return () => {
    isOver = true
    cancel()
  }
}

function between(
  before: ReadonlyMap<string, Sample>,
  after: ReadonlyMap<string, Sample>,
): ReadonlyMap<string, Quality> {
  const found = [...after].flatMap(([device, sample]) => {
    const earlier = before.get(device)
    return earlier ? [[device, qualityBetween(earlier, sample)] as const] : []
  })
  return new Map(found)
}
