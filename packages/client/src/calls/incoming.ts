import { noFlags } from './media-session.ts'
import type { Other } from './other.ts'

/** What comes of one device. */
export type Incoming = Omit<Other, 'user' | 'device'>

export const nothing: Incoming = {
  microphone: null,
  camera: null,
  screen: null,
  screenSound: null,
  flags: { ...noFlags, audio: true },
  isConnected: false,
  closed: null,
}
