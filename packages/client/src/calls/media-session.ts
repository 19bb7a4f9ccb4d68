import type { Stop } from '../client.ts'
import type { Source } from './media/capture-state.ts'
import type { Sample } from './quality/sample.ts'

/** What the other sends at all; a track alone does not say whether it is silent on purpose. */
export interface MediaFlags {
  readonly audio: boolean
  readonly video: boolean
}

export type MediaEvent =
  /** `interrupted`: no path at the moment; the session looks for another by itself. */
  | { readonly kind: 'state'; readonly state: 'connecting' | 'connected' | 'interrupted' }
  /** A track of the other; it stays the same while they switch devices or go silent. */
  | { readonly kind: 'track'; readonly source: Source; readonly track: MediaStreamTrack }
  | { readonly kind: 'flags'; readonly flags: MediaFlags }

/** How media travels in one call, whatever carries it. It never stops the tracks it was given. */
export interface MediaSession {
  /** Sends a track, in place of the one before from the same source. No negotiation follows. */
  publish(source: Source, track: MediaStreamTrack): Promise<void>
  unpublish(source: Source): Promise<void>
  /** Tells the other what is sent. */
  announce(flags: MediaFlags): void
  stats(): Promise<Sample>
  listen(listener: (event: MediaEvent) => void): Stop
  close(): void
}
