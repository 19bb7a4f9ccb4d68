import type { Path, Sample } from './sample.ts'

/** How a call runs, over the time between two samples. */
export interface Quality {
  /** Milliseconds there and back; null while unknown. */
  readonly roundTrip: number | null
  /** Percent of what was sent to us, 0 to 100. */
  readonly loss: number
  /** Milliseconds. */
  readonly jitter: number
  /** Kilobits per second. */
  readonly received: number
  readonly sent: number
  /** Pixels; 0 without a picture. */
  readonly width: number
  readonly height: number
  readonly framesPerSecond: number
  /** Percent of the frames that came, 0 to 100. */
  readonly framesDropped: number
  /** This computer has too little time for a picture that it sends. */
  readonly isShortOfTime: boolean
  readonly path: Path | null
  readonly grade: Grade
}

export type Grade = 'good' | 'fair' | 'weak'

function gradeOf(loss: number, roundTrip: number, jitter: number): Grade {
  if (loss > 8 || roundTrip > 500 || jitter > 80) return 'weak'
  return loss > 2 || roundTrip > 250 || jitter > 40 ? 'fair' : 'good'
}

const grades: readonly Grade[] = ['weak', 'fair', 'good']

/** Of several the one with the lowest grade, of those the first; null of none. */
export const worstOf = (qualities: readonly Quality[]): Quality | null =>
  grades.flatMap((grade) => qualities.find((one) => one.grade === grade) ?? [])[0] ?? null

/** What grew between two counters; a counter that fell belongs to a new connection and starts at zero. */
const grown = (before: number, after: number): number => (after < before ? after : after - before)

type Received = Pick<Sample['audio'], 'packets' | 'lost'>

/**
 * Packets that were lost between two samples. The counter may fall without a new connection, when packets that counted
 * as lost come late or twice (RFC 3550 §6.4.1); it is a new one if the packets fell too.
 */
const lostBetween = (before: Received, after: Received): number =>
  after.packets < before.packets ? after.lost : Math.max(0, after.lost - before.lost)

/** Reduces two samples, the older one first. Pure; every number is finite and not negative. */
export function qualityBetween(before: Sample, after: Sample): Quality {
  const seconds = Math.max(0.001, (after.at - before.at) / 1000)
  const both = ['audio', 'video'] as const
  const sum = (of: 'bytes' | 'packets'): number =>
    both.reduce((total, kind) => total + grown(before[kind][of], after[kind][of]), 0)
  const packets = sum('packets')
  const lost = both.reduce((total, kind) => total + lostBetween(before[kind], after[kind]), 0)
  const loss = packets + lost === 0 ? 0 : (100 * lost) / (packets + lost)
  const roundTrip = after.roundTrip === null ? null : after.roundTrip * 1000
  const jitter = Math.max(after.audio.jitter, after.video.jitter) * 1000
  const framesPerSecond = grown(before.video.framesDecoded, after.video.framesDecoded) / seconds
  const framesReceived = grown(before.video.framesReceived, after.video.framesReceived)
  const framesDropped = grown(before.video.framesDropped, after.video.framesDropped)
  const hasPicture = framesPerSecond > 0
  return {
    roundTrip,
    loss,
    jitter,
    received: (sum('bytes') * 8) / 1000 / seconds,
    sent: (grown(before.bytesSent, after.bytesSent) * 8) / 1000 / seconds,
    width: hasPicture ? after.video.width : 0,
    height: hasPicture ? after.video.height : 0,
    framesPerSecond,
    framesDropped: framesReceived === 0 ? 0 : Math.min(100, (100 * framesDropped) / framesReceived),
    isShortOfTime: after.isShortOfTime,
    path: after.path,
    grade: gradeOf(loss, roundTrip ?? 0, jitter),
  }
}
