import { bodyCharacters } from '@parley/protocol'

/** From here on the counter shows. */
const near = bodyCharacters * 0.9

/** How much of a message's room a text takes, as it will travel. */
export interface TextSize {
  readonly used: number
  readonly limit: number
  /** Letters too many; 0 when it fits. */
  readonly over: number
  readonly isNear: boolean
}

/** Measures a text before it is sent. */
export function textSize(text: string): TextSize {
  // A character of text takes at most six in JSON; nothing to count while even that would fit.
  const used = text.length * 6 < near ? text.length : JSON.stringify({ v: 1, kind: 'text', text }).length
  return { used, limit: bodyCharacters, over: Math.max(0, used - bodyCharacters), isNear: used > near }
}
