import { defaultLimits } from '@parley/protocol'

/** Bytes that the envelope of a message needs beside its body. */
const envelope = 1024

/** Bytes of a body as it travels: as text in JSON, in UTF-8. */
export const bodyBytes = (body: string): number => new TextEncoder().encode(JSON.stringify(body)).length

/** Bytes that a body may take. @param frameBytes what the server takes in one frame */
export const bodyBytesMost = (frameBytes: number = defaultLimits.frameBytes): number => frameBytes - envelope
