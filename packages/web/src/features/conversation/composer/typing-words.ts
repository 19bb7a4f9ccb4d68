import { t } from '../../../texts/text.ts'

/** Who is typing, in a sentence; empty for nobody. */
export function typingWords(names: readonly string[]): string {
  const [first, second] = names
  if (first === undefined) return ''
  if (second === undefined) return t('conversation.typingOne', { name: first })
  if (names.length === 2) return t('conversation.typingTwo', { first, second })
  return t('conversation.typingMany')
}
