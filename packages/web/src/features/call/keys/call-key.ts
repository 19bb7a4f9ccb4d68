/** What a key does in a call. */
export type CallKey =
  | 'microphone'
  | 'camera'
  | 'share'
  | 'hand'
  | 'reactions'
  | 'layout'
  | 'talk'
  | 'leave'
  | 'answer'
  | 'decline'

interface Press {
  readonly key: string
  readonly code: string
  readonly isCtrl: boolean
  readonly isShift: boolean
  readonly isAlt: boolean
  /** The focus is where letters are written, or look something up. */
  readonly isTyping: boolean
  /** The focus is on something that Space presses. */
  readonly isOnButton: boolean
}

const chords: Readonly<Record<string, CallKey>> = { l: 'leave', a: 'answer', d: 'decline' }
const letters: Readonly<Record<string, CallKey>> = {
  m: 'microphone',
  v: 'camera',
  s: 'share',
  h: 'hand',
  e: 'reactions',
  g: 'layout',
}

/** The meaning of a key, or null. Single letters count only where nobody is typing (WCAG 2.2, 2.1.4). */
export function callKey({ key, code, isCtrl, isShift, isAlt, isTyping, isOnButton }: Press): CallKey | null {
  const letter = key.toLowerCase()
  if (isCtrl && isShift && !isAlt) return chords[letter] ?? null
  if (isCtrl || isShift || isAlt || isTyping) return null
  if (code === 'Space') return isOnButton ? null : 'talk'
  return letters[letter] ?? null
}
