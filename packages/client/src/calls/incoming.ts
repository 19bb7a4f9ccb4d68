import type { Other } from './other.ts'

/** What comes of one device. */
export type Incoming = Omit<Other, 'user' | 'device'>

export const nothing: Incoming = {
  microphone: null,
  camera: null,
  flags: { audio: true, video: false },
  isConnected: false,
  closed: null,
}
