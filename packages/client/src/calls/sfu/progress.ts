import type { Sample } from '../quality/sample.ts'

/** What has come of a device, and what of it could be opened: counters that only grow. */
export interface Progress {
  /** Milliseconds, monotonic. */
  readonly at: number
  readonly bytes: number
  readonly opened: number
}

/** Bytes of which nothing could be opened before it counts. */
const enough = 300
/** Samples of sound in 100 ms. */
const sound = 4800

export const progressOf = ({ at, audio, video }: Sample): Progress => ({
  at,
  bytes: audio.bytes + video.bytes,
  opened: video.framesDecoded + Math.floor(audio.heard / sound),
})

/**
 * Whether what comes is opened.
 * @param since when something was opened last
 * @param patience milliseconds that may pass without
 */
export function headway(
  since: Progress | undefined,
  now: Progress,
  patience: number,
): 'anew' | 'opens' | 'waits' | 'stuck' {
  // A counter that fell belongs to another track.
  if (!since || now.bytes < since.bytes || now.opened < since.opened) return 'anew'
  if (now.opened > since.opened) return 'opens'
  return now.at - since.at >= patience && now.bytes - since.bytes >= enough ? 'stuck' : 'waits'
}
