import { type Catalogue, english } from './catalogue.ts'

const plain = 'aceinorsuyACEINORSUY'
const accented = 'áçéíñóřšúýÁÇÉÍÑÓŘŠÚÝ'

/** Accented, and longer by two fifths, so that a label which is cut off shows in a test. */
function stretch(words: string): string {
  const marked = words.replace(/[a-z]/gi, (letter) => accented[plain.indexOf(letter)] ?? letter)
  return /\p{L}/u.test(words) ? marked + '~'.repeat(Math.ceil(words.length * 0.4)) : marked
}

/** Stretches the words of an ICU text; words stand at even depths of braces, placeholders at odd ones. */
export function pseudoText(text: string): string {
  let depth = 0
  const parts = text.split(/([{}])/).map((part) => {
    if (part === '{') depth += 1
    else if (part === '}') depth -= 1
    else return depth % 2 === 0 ? stretch(part) : part
    return part
  })
  return parts.join('')
}

/** English as if it were another language, for tests of layouts. */
export const pseudo: Catalogue = Object.fromEntries(
  Object.entries(english).map(([key, text]) => [key, pseudoText(text)]),
)
