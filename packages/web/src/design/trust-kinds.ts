import { Eye, Globe, Lock, type LucideIcon, ShieldCheck } from 'lucide-react'
import type { TextKey } from '../texts/catalogue.ts'

/** Who can read a room, or follow a call, besides its people. */
export type TrustKind = 'open' | 'sealed' | 'not-sealed' | 'verified' | 'everyone-verified' | 'call'

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
  verified: { icon: ShieldCheck, words: 'trust.verified', short: 'trust.verified', hint: 'trust.verifiedHint' },
  'everyone-verified': {
    icon: ShieldCheck,
    words: 'trust.everyone',
    short: 'trust.everyone',
    hint: 'trust.everyoneHint',
  },
  call: { icon: Lock, words: 'call.sealed', short: 'call.sealedShort', hint: 'call.sealedHint' },
} as const satisfies Record<TrustKind, Look>
