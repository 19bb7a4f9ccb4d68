import { bodyBytes, bodyBytesMost } from '@parley/client'
import { bodyCharacters } from '@parley/protocol'

/** From this share of the limit on the counter shows. */
const near = 0.9
/** Bytes that a body may take before it is sealed: what `fitsSealed` of the client lets through. */
const sealedBytesMost = (bodyCharacters * 3) / 4 - 1_000

/** How much of a message's room a text takes, as it will travel. */
export interface TextSize {
  readonly used: number
  /** How many letters like these fit: signs that take several bytes leave room for fewer. */
  readonly limit: number
  /** Letters too many; 0 when it fits. */
  readonly over: number
  readonly isNear: boolean
}

const bodyOf = (text: string): string => JSON.stringify({ v: 1, kind: 'text', text })

/** Measures a text before it is sent. @param isSealed sealing takes room too */
export function textSize(text: string, isSealed: boolean): TextSize {
  const bytesMost = isSealed ? sealedBytesMost : bodyBytesMost()
  const most = Math.min(bodyCharacters, bytesMost)
  // A character of text takes at most seven bytes; nothing to count while even that would fit.
  if (text.length * 7 < most * near) return { used: text.length, limit: most, over: 0, isNear: false }
  const [body, empty] = [bodyOf(text), bodyOf('')]
  const used = body.length
  const [beside, bytes] = [bodyBytes(empty), bodyBytes(body)]
  const fitting = Math.floor(((used - empty.length) * (bytesMost - beside)) / (bytes - beside))
  const limit = Math.min(bodyCharacters, empty.length + fitting)
  return { used, limit, over: Math.max(0, used - limit), isNear: used > limit * near }
}
