/** Whether somebody talks although nobody hears them. */
export interface Talking {
  /** Levels in a row that were a voice. */
  readonly loud: number
  /** Milliseconds (monotonic) of the last hint; null before the first. */
  readonly hintedAt: number | null
  /** True at the one level at which the hint is due. */
  readonly isDue: boolean
}

export const quiet: Talking = { loud: 0, hintedAt: null, isDue: false }

const voice = 0.35
/** Levels come 15 times a second: half a second of voice. */
const enough = 8
const hintEvery = 30_000

/** The next state after one level of a muted microphone. */
export function heardMuted(before: Talking, level: number, now: number): Talking {
  const loud = level >= voice ? before.loud + 1 : 0
  const isFresh = before.hintedAt === null || now - before.hintedAt >= hintEvery
  const isDue = loud >= enough && isFresh
  return { loud: isDue ? 0 : loud, hintedAt: isDue ? now : before.hintedAt, isDue }
}
