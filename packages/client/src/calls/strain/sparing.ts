import type { Strain } from './strain.ts'

/** What a busy computer is spared: the large own picture first, then the pictures of most others too. */
export type Sparing = 'nothing' | 'own-picture' | 'most-pictures'

const levels: readonly Sparing[] = ['nothing', 'own-picture', 'most-pictures']

/** Moments in milliseconds, monotonic. */
export interface Care {
  readonly sparing: Sparing
  /** Since when it is too busy for what is not spared; null: it is not. */
  readonly busySince: number | null
  /** Since when it has had time for everything; null: it has not. */
  readonly calmSince: number | null
  /** Milliseconds of calm before more is tried again. */
  readonly patience: number
  /** When more was tried last. */
  readonly relaxedAt: number
}

/** Milliseconds: until a busy computer is spared more, and of calm until it is spared less. */
const busyFor = 6000
const calmFor = 15_000
/** Whoever is busy again so soon waits twice as long the next time, up to the longest. */
const relapse = 60_000
const longest = 240_000

export const atEase: Care = {
  sparing: 'nothing',
  busySince: null,
  calmSince: null,
  patience: calmFor,
  relaxedAt: Number.NEGATIVE_INFINITY,
}

const moved = (sparing: Sparing, by: 1 | -1): Sparing => levels[levels.indexOf(sparing) + by] ?? sparing

/** What follows from how busy a computer is at a moment. Pure. */
export function nextCare(care: Care, strain: Strain, now: number): Care {
  const isBusy = strain === 'much' ? care.sparing !== 'most-pictures' : strain === 'some' && care.sparing === 'nothing'
  const busySince = isBusy ? (care.busySince ?? now) : null
  const calmSince = strain === 'none' ? (care.calmSince ?? now) : null
  if (busySince !== null && now - busySince >= busyFor) {
    const patience = now - care.relaxedAt < relapse ? Math.min(2 * care.patience, longest) : care.patience
    return { ...care, sparing: moved(care.sparing, 1), busySince: null, calmSince: null, patience }
  }
  if (calmSince !== null && care.sparing !== 'nothing' && now - calmSince >= care.patience) {
    return { ...care, sparing: moved(care.sparing, -1), busySince: null, calmSince: null, relaxedAt: now }
  }
  return { ...care, busySince, calmSince }
}
