import type { ItemContent } from '@parley/client'
import { t } from '../../../texts/text.ts'

/** The words of a message, or the sentence in place of what cannot be read. */
export function wordsOf(content: ItemContent): string {
  if (content.kind === 'text') return content.text
  return t(`unreadable.${content.kind === 'unreadable' ? content.why : 'broken'}`)
}
