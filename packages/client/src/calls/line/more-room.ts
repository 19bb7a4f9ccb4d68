/** What leaves this device over one connection. Kilobits a second. */
export interface Outgoing {
  /** What the browser takes the path to carry; null: it does not say. */
  readonly available: number | null
  /** What all pictures that are sent would take in full. */
  readonly wanted: number
}

/** What has been tried to find out whether a path carries more than the browser takes it to. */
export interface Tries {
  /** The limit that the connection has been given; null: none. */
  readonly cap: number | null
  /** Milliseconds, monotonic: of the last try, and until the next. */
  readonly at: number
  readonly pause: number
  /** What was available then. */
  readonly before: number
}

export const untried: Tries = { cap: null, at: Number.NEGATIVE_INFINITY, pause: 0, before: 0 }

/** Limits to set one after the other; null takes the limit away. */
export interface Step {
  readonly tries: Tries
  readonly caps: readonly (number | null)[]
}

/** Milliseconds between tries: after one that found more or cost next to nothing, and after others. A little less than whole measurements. */
const soon = 1900
const later = 3900
/** Up to here a burst is a packet or two. */
const small = 900
/** How much more than now is tried at once. */
const times = 3
const least = 600
/** Of what the pictures take: the path carries voices as well. */
const margin = 1.2

/**
 * Whether to try now if a path carries more. A browser that has seen a path carry little goes up by 8 % a second
 * (draft-ietf-rmcat-gcc-02 §5.5), and twenty seconds pass until a picture is whole again. As soon as it may use more than
 * it might before, it sends a few packets at that speed and believes what comes of it: so the limit goes down a little, and up.
 * Each try is a burst of 15 ms: of 1 kB on a narrow line, and of 6 where a camera's picture is nearly whole.
 */
export function stepOf(tries: Tries, { available, wanted }: Outgoing, now: number): Step {
  if (available === null || available >= wanted) {
    return { tries: untried, caps: tries.cap === null ? [] : [null] }
  }
  if (now - tries.at < tries.pause) return { tries, caps: [] }
  const hasGrown = available > tries.before * 1.3
  const cap = Math.round(Math.min(Math.max(available * times, least), wanted * margin))
  return {
    tries: { cap, at: now, pause: hasGrown || cap <= small ? soon : later, before: available },
    caps: [Math.round(cap * 0.9), cap],
  }
}
