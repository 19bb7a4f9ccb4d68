import type { CaptureFailure } from './capture-failure.ts'

/** What a person sends from. */
export type Source = 'microphone' | 'camera'

/** Where one microphone or camera stands. */
export type CaptureState =
  | { readonly kind: 'off' }
  /** The browser is asking the person, or the device is starting. */
  | { readonly kind: 'asking' }
  | { readonly kind: 'on'; readonly track: MediaStreamTrack }
  /** Wanted, and tried again by itself once there is a reason to. */
  | { readonly kind: 'failed'; readonly why: CaptureFailure }

/** Something that happened to a device, for a sentence. `next`: the device that took its place. */
export type DeviceNews =
  | { readonly kind: 'gone'; readonly source: Source; readonly name: string; readonly next: string | null }
  | { readonly kind: 'revoked'; readonly source: Source }
