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
  call: { icon: Eye, words: 'call.plain', short: 'call.plain', hint: 'call.plainHint' },
} as const satisfies Record<TrustKind, Look>
