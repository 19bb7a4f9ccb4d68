/**
 * `SignalResponse.refresh_token` of LiveKit's protocol (livekit_rtc.proto, field 16, a string), as it begins on the wire: the
 * tag of a field with a length (Protocol Buffers, Encoding).
 */
const tag = Buffer.from([0x82, 0x01])

/** Whether a signal hands out a word of the SFU's own: it lives for minutes, and cannot be taken back. */
export const isToken = (signal: Buffer): boolean => signal.subarray(0, tag.length).equals(tag)

/** A signal that hands out another word in its place: at most 16,383 bytes, whose length takes two bytes. */
export function freshToken(word: string): Buffer {
  const bytes = Buffer.from(word)
  return Buffer.concat([tag, Buffer.from([(bytes.length & 0x7f) | 0x80, bytes.length >> 7]), bytes])
}
