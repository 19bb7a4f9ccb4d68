import type { Closed, MediaFlags } from './media-session.ts'

/** Somebody else in a call, and what comes from them. */
export interface Other {
  readonly user: string
  readonly device: string
  readonly microphone: MediaStreamTrack | null
  readonly camera: MediaStreamTrack | null
  readonly screen: MediaStreamTrack | null
  /** What is to be heard with their screen. */
  readonly screenSound: MediaStreamTrack | null
  /** What they say they send. */
  readonly flags: MediaFlags
  /** There is a path to them at the moment. */
  readonly isConnected: boolean
  /** Why nothing of them is to be seen or heard although it comes. */
  readonly closed: Closed | null
}
