export interface PasswordRules {
  /** Characters (code points after NFKC). */
  readonly minimum: number
  /** Whether lists of common passwords have it, in lower case. */
  readonly isListed: (text: string) => boolean
  /** Words that say nothing here: the handle, the name of the server. */
  readonly context: readonly string[]
}

const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'zxcvbnm',
]
const steps = new Set(
  rows.flatMap((row) => [...row].flatMap((char, at) => [char + row.charAt(at + 1), row.charAt(at + 1) + char])),
)
const leet: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
}

const lengthOf = (text: string): number => [...text].length
const plain = (text: string): string => text.replace(/[013457@$]/g, (char) => leet[char] ?? char)

/** Mostly neighbours in the alphabet, the digits or a row of keys, or the same character again. */
function isSequence(text: string): boolean {
  const chars = [...text]
  const expected = chars.filter(
    (char, at) => at > 0 && (char === chars[at - 1] || steps.has(`${chars[at - 1]}${char}`)),
  )
  return expected.length >= 0.75 * (chars.length - 1)
}

/** The shortest text whose repetition this is, cut off anywhere. */
function block(text: string): string {
  for (let size = 1; size <= text.length / 2; size += 1) {
    const first = text.slice(0, size)
    if (first.repeat(Math.ceil(text.length / size)).startsWith(text)) return first
  }
  return text
}

/** What is left without the digits and signs that people put around a word. */
const core = (text: string): string => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')

function isGuessable(text: string, { isListed }: PasswordRules): boolean {
  if (new Set(text).size < 5 || isSequence(text)) return true
  return [text, core(text), plain(text), core(plain(text))].some(isListed)
}

/** What is wrong with a new password, or null (NIST SP 800-63B-4 §3.1.1.2). */
export function passwordFault(
  password: string,
  rules: PasswordRules,
): 'password_too_short' | 'password_too_common' | null {
  const typed = password.normalize('NFKC')
  if (lengthOf(typed) < rules.minimum) return 'password_too_short'
  const text = typed.toLowerCase()
  const words = rules.context.filter((word) => word.length > 1).map((word) => word.toLowerCase())
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), text)
  const repeated = block(text)
  const little = [rest, repeated].some((part) => part !== text && lengthOf(part) < rules.minimum / 2)
  return little || [text, repeated, rest].some((form) => isGuessable(form, rules)) ? 'password_too_common' : null
}
