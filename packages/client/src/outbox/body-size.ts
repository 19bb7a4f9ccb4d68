import { bodyCharacters, defaultLimits } from '@parley/protocol'

/** Bytes that the envelope of a message needs beside its body. */
const envelope = 1024

/** Bytes of a body as it travels: as text in JSON, in UTF-8. */
export const bodyBytes = (body: string): number => new TextEncoder().encode(JSON.stringify(body)).length

/** Bytes that a body may take. @param frameBytes what the server takes in one frame */
export const bodyBytesMost = (frameBytes: number = defaultLimits.frameBytes): number => frameBytes - envelope

/** Characters that sealing adds beside a third more for its base64: the envelope and what names the session. */
const seal = 1_000

/** Whether a body fits once it is sealed. */
export const fitsSealed = (body: string): boolean =>
  ((new TextEncoder().encode(JSON.stringify(body)).length + seal) * 4) / 3 <= bodyCharacters
