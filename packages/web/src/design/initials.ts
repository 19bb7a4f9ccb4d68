const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

function first(word: string): string {
  for (const { segment } of graphemes.segment(word)) return segment
  return ''
}

/** Up to two letters that stand for a name: of the first and the last word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return ends.map((word) => first(word ?? '').toLocaleUpperCase()).join('')
}
