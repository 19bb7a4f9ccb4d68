import { Eye, Globe, Lock, type LucideIcon } from 'lucide-react'
import type { TextKey } from '../texts/catalogue.ts'

/** Who can read a room, or follow a call, besides its people. */
export type TrustKind = 'open' | 'sealed' | 'not-sealed' | 'call'

interface Look {
  readonly icon: LucideIcon
  readonly words: TextKey
  /** Where there is little place. */
  readonly short: TextKey
  /** What it means, in a sentence or two. */
  readonly hint: TextKey
}

/** The drawing and the words of each kind. */
export const trustKinds = {
  open: { icon: Globe, words: 'trust.open', short: 'trust.openShort', hint: 'trust.openHint' },
  sealed: { icon: Lock, words: 'trust.sealed', short: 'trust.sealedShort', hint: 'trust.sealedHint' },
  'not-sealed': { icon: Eye, words: 'trust.notSealed', short: 'trust.notSealed', hint: 'trust.notSealedHint' },
  call: { icon: Lock, words: 'call.sealed', short: 'call.sealedShort', hint: 'call.sealedHint' },
} as const satisfies Record<TrustKind, Look>
