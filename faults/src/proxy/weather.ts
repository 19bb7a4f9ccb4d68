/** To the server, or back from it. */
export type Direction = 'there' | 'back'

/** What a network does to the bytes of its connections; what is left out, it does not do. */
export interface Weather {
  /** Milliseconds that a byte takes, one way. */
  readonly latency?: number
  /** Milliseconds by which that is sometimes less and sometimes more. Bytes never overtake each other. */
  readonly jitter?: number
  /** Bytes per second of each connection and direction. */
  readonly bandwidth?: number
  /** Bytes arrive in pieces of 1 to this many. */
  readonly slice?: number
  /** Nothing passes in these directions. It is not lost: it goes on afterwards, as TCP would send it again. */
  readonly held?: readonly Direction[]
}

/** Bytes with the moment at which they are due. */
export interface Piece {
  readonly due: number
  readonly bytes: Buffer
}

/** Cuts what came at one moment into pieces, each with the moment at which it is due, none before `after`. */
export function pieces(
  bytes: Buffer,
  { latency = 0, jitter = 0, bandwidth = Number.POSITIVE_INFINITY, slice = bytes.length }: Weather,
  random: () => number,
  { now, after }: { readonly now: number; readonly after: number },
): readonly Piece[] {
  const made: Piece[] = []
  let last = after
  for (let from = 0; from < bytes.length; ) {
    const size = slice < bytes.length ? Math.min(bytes.length - from, 1 + Math.floor(random() * slice)) : bytes.length
    const due = now + latency + (random() * 2 - 1) * jitter
    last = Math.max(due, last) + (size / bandwidth) * 1000
    made.push({ due: last, bytes: bytes.subarray(from, from + size) })
    from += size
  }
  return made
}
