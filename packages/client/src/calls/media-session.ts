import type { CallSignal } from '@parley/protocol'
import type { Stop } from '../client.ts'
import type { Sample } from './quality/sample.ts'

/** What one device may send, in the order in which a connection carries it. */
export const feeds = ['microphone', 'camera', 'screen', 'screenSound'] as const
export type Feed = (typeof feeds)[number]

/** What somebody says of themselves; a track alone does not say whether it is silent on purpose. */
export interface MediaFlags {
  readonly audio: boolean
  readonly video: boolean
  readonly screen: boolean
  /** Since when they want to speak, milliseconds since 1970; null: they do not. */
  readonly hand: number | null
}

export const noFlags: MediaFlags = { audio: false, video: false, screen: false, hand: null }

/** As they travel. */
export function signalOf({ audio, video, screen, hand }: MediaFlags): Extract<CallSignal, { kind: 'media' }> {
  const more = { ...(screen ? { screen } : {}), ...(hand === null ? {} : { hand }) }
  return { v: 1, kind: 'media', audio, video, ...more }
}

export function flagsOf({ audio, video, screen, hand }: Extract<CallSignal, { kind: 'media' }>): MediaFlags {
  return { audio, video, screen: screen ?? false, hand: hand ?? null }
}

/** Why what a device sends is not opened here: its key has not come, is another one, or nothing seals it. */
export type Closed = 'no-key' | 'wrong-key' | 'unsealed'

export type MediaEvent =
  /** `interrupted`: no path at the moment; the session looks for another by itself. `device`: to whom; null: to anybody. */
  | { readonly kind: 'state'; readonly device: string | null; readonly state: 'connected' | 'interrupted' }
  /** A track of a device; it stays the same while they switch cameras or go silent. null: it has ended. */
  | {
      readonly kind: 'track'
      readonly device: string
      readonly feed: Feed
      readonly track: MediaStreamTrack | null
    }
  /** No path to a device is found, although it answers. */
  | { readonly kind: 'stuck'; readonly device: string }
  | { readonly kind: 'flags'; readonly device: string; readonly flags: MediaFlags }
  /** null: it is opened again. */
  | { readonly kind: 'closed'; readonly device: string; readonly closed: Closed | null }

/** Pixels in which a picture is shown here; null: nobody sees it. */
export type Shown = { readonly width: number; readonly height: number } | null

/** A feed that is a picture. */
export type PictureFeed = 'camera' | 'screen'

/** Another device in a call. */
export interface Present {
  readonly device: string
  /** Where two have to find each other, it is on this side to begin. */
  readonly isOurs: boolean
}

/** How the media of one call travels between this device and all others, whatever carries it. It never stops the tracks it was given. */
export interface MediaSession {
  /** Who else is in the call now. */
  present(others: readonly Present[]): void
  /** Sends a track, in place of the one before of the same feed. No negotiation follows. */
  publish(feed: Feed, track: MediaStreamTrack): Promise<void>
  unpublish(feed: Feed): Promise<void>
  /** How a picture of a device is shown here: a way that can send less of it does. */
  show(device: string, feed: PictureFeed, shown: Shown): void
  /** Tells the others what is sent. */
  announce(flags: MediaFlags): void
  /** A signal of a device that is present. Answers whether it is one for this way. */
  take(device: string, signal: CallSignal): boolean
  /** By device. */
  stats(): Promise<ReadonlyMap<string, Sample>>
  listen(listener: (event: MediaEvent) => void): Stop
  close(): void
}
