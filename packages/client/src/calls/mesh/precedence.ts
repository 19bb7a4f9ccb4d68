import type { Feed } from '../media-session.ts'

/** What a browser is told about one thing that is sent. */
export interface Precedence {
  /** Its share of a line that is too narrow for all, and its place before other packets of this device. */
  readonly priority: RTCPriorityType
  /** What is given up first of a picture for which there is too little; null: it is no picture. */
  readonly degradationPreference: RTCDegradationPreference | null
}

/** Voices first: whoever cannot be seen can still be understood. A screen has to be readable, a face has to move. */
const precedences: Readonly<Record<Feed, Precedence>> = {
  microphone: { priority: 'high', degradationPreference: null },
  camera: { priority: 'low', degradationPreference: 'balanced' },
  screen: { priority: 'low', degradationPreference: 'maintain-resolution' },
  screenSound: { priority: 'high', degradationPreference: null },
}

/**
 * What a sender is to be told; null: it has been, or cannot be told anything before it is negotiated.
 * @param active false: nobody sees it, so that nothing is to be sent
 */
export function withPrecedence(feed: Feed, now: RTCRtpSendParameters, active: boolean): RTCRtpSendParameters | null {
  const { priority, degradationPreference } = precedences[feed]
  const told = { priority, networkPriority: priority, active }
  const isTold = now.encodings.every((one) =>
    (['priority', 'networkPriority', 'active'] as const).every((name) => one[name] === told[name]),
  )
  if (isTold) return null
  const encodings = now.encodings.map((one) => ({ ...one, ...told }))
  return { ...now, encodings, ...(degradationPreference === null ? {} : { degradationPreference }) }
}
