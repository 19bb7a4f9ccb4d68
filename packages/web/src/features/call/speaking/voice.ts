/** What is known of how somebody sounds; moments are milliseconds of any clock. */
export interface Voice {
  /** Since when every level has been a voice; null: the last one was none. */
  readonly loudSince: number | null
  readonly heardAt: number | null
  /** Since when they speak; null: they do not. */
  readonly began: number | null
}

export const silent: Voice = { loudSince: null, heardAt: null, began: null }

/** From 0 to 1, as levels are given. */
const loud = 0.35
/** Milliseconds of voice until somebody speaks, and after the last of it until they do no more. */
const [begins, ends] = [150, 600]
/** Who is marked at once: more would say nothing. */
const most = 3

/** What follows from one more level. A cough is not speaking, and a breath does not end it. */
export function heardLevel(before: Voice, level: number, now: number): Voice {
  const isLoud = level >= loud
  const loudSince = isLoud ? (before.loudSince ?? now) : null
  const heardAt = isLoud ? now : before.heardAt
  const goesOn = before.began !== null && heardAt !== null && now - heardAt < ends
  if (goesOn) return { loudSince, heardAt, began: before.began }
  return { loudSince, heardAt, began: loudSince !== null && now - loudSince >= begins ? now : null }
}

/** Who speaks, at most three: who has spoken longest keeps the mark. */
export function speakersOf(voices: ReadonlyMap<string, Voice>): readonly string[] {
  const all = [...voices].flatMap(([device, { began }]) => (began === null ? [] : [{ device, began }]))
  return all
    .toSorted((one, other) => one.began - other.began)
    .slice(0, most)
    .map(({ device }) => device)
}
