import type { Actor } from './actor.ts'

/** Who somebody is, and until when that was promised (milliseconds since 1970). */
export interface Admission {
  readonly actor: Actor
  readonly ends: number
}

/** The one place that decides who is signed in, whatever way they came (HTTP, WebSocket, event stream). */
export interface Gatekeeper {
  /** The session behind an access token; null if it is forged, expired, or signed out. */
  authenticate(access: string): Promise<Admission | null>
  /** Spends the ticket of one WebSocket upgrade; null if it is unknown, used or older than 30 s. */
  redeem(ticket: string): Promise<Admission | null>
}
