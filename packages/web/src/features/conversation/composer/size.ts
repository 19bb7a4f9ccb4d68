import { bodyBytes, bodyBytesMost } from '@parley/client'
import { bodyCharacters } from '@parley/protocol'

/** From this share of the limit on the counter shows. */
const near = 0.9

/** How much of a message's room a text takes, as it will travel. */
export interface TextSize {
  readonly used: number
  /** How many letters like these fit: signs that take several bytes leave room for fewer. */
  readonly limit: number
  /** Letters too many; 0 when it fits. */
  readonly over: number
  readonly isNear: boolean
}

/** Measures a text before it is sent. */
export function textSize(text: string): TextSize {
  // A character of text takes at most seven bytes; nothing to count while even that would fit.
  if (text.length * 7 < bodyCharacters * near)
    return { used: text.length, limit: bodyCharacters, over: 0, isNear: false }
  const body = JSON.stringify({ v: 1, kind: 'text', text })
  const used = body.length
  const limit = Math.min(bodyCharacters, Math.floor((used * bodyBytesMost()) / bodyBytes(body)))
  return { used, limit, over: Math.max(0, used - limit), isNear: used > limit * near }
}
