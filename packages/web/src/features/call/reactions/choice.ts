import type { TextKey } from '../../../texts/catalogue.ts'

/** The signs that one can show, with their names. */
export const signs = [
  { emoji: '👍', name: 'call.signThumb' },
  { emoji: '👏', name: 'call.signApplause' },
  { emoji: '❤️', name: 'call.signHeart' },
  { emoji: '😂', name: 'call.signLaughter' },
  { emoji: '😮', name: 'call.signSurprise' },
  { emoji: '🎉', name: 'call.signParty' },
] as const satisfies readonly { emoji: string; name: TextKey }[]
