import type { MediaFlags } from './media-session.ts'

/** What comes from the other. */
export interface Remote {
  readonly microphone: MediaStreamTrack | null
  readonly camera: MediaStreamTrack | null
  /** What they say they send. */
  readonly flags: MediaFlags
}

export const nothingYet: Remote = { microphone: null, camera: null, flags: { audio: true, video: false } }
