import type { Stop } from '../client.ts'
import type { Clock } from '../clock.ts'
import type { MediaSession } from './media-session.ts'
import { type Quality, qualityBetween } from './quality/quality.ts'
import type { Sample } from './quality/sample.ts'

const every = 2000

/** Measures a session every two seconds. */
export function watchQuality(session: MediaSession, clock: Clock, onQuality: (quality: Quality) => void): Stop {
  let before: Sample | null = null
  let cancel: Stop = () => undefined
  let isOver = false
  const measure = async (): Promise<void> => {
    const sample = await session.stats().catch(() => null)
    if (isOver) return
    if (sample && before) onQuality(qualityBetween(before, sample))
    if (sample) before = sample
    cancel = clock.after(before ? every : every / 4, () => void measure())
  }
  void measure()
  return () => {
    isOver = true
    cancel()
  }
}
