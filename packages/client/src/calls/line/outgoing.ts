import { selectedPair } from '../quality/sample.ts'
import type { Outgoing } from './more-room.ts'

/** Kilobits a second of a picture for which nothing else was said: what browsers take for 1280 × 720. */
const plain = 2500

/** What one sender would take in full; nothing without a picture. */
function wantedBy(sender: RTCRtpSender): number {
  if (sender.track?.kind !== 'video' || sender.track.readyState !== 'live') return 0
  const sent = sender.getParameters().encodings.filter(({ active }) => active !== false)
  return sent.reduce((sum, { maxBitrate }) => sum + (maxBitrate === undefined ? plain : maxBitrate / 1000), 0)
}

/** @param report of the connection over which they send, or of one of them */
export function outgoingOf(report: RTCStatsReport, senders: readonly RTCRtpSender[]): Outgoing {
  const pair = selectedPair(report as unknown as ReadonlyMap<string, Readonly<Record<string, unknown>>>)
  const bits = pair?.['availableOutgoingBitrate']
  return {
    available: typeof bits === 'number' ? bits / 1000 : null,
    wanted: senders.reduce((sum, sender) => sum + wantedBy(sender), 0),
  }
}
