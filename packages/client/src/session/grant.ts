import type { Grant } from '@parley/protocol'

/** An access token as it is held: in memory only. */
export interface Held {
  readonly access: string
  /** Monotonic milliseconds at which it ends. */
  readonly ends: number
}

/** Milliseconds before its end at which a token is replaced, and at which it is not used any more. */
const renewBefore = 60_000
const uselessBefore = 5_000

export const held = ({ access, expiresIn }: Grant, now: number): Held => ({ access, ends: now + expiresIn * 1000 })

/** Milliseconds from now until it is time for the next one. */
export const renewIn = ({ ends }: Held, now: number): number => Math.max((ends - now) / 2, ends - now - renewBefore)

export const isUsable = (token: Held | null, now: number): token is Held =>
  token !== null && token.ends - uselessBefore > now
