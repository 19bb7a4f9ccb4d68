import { passphraseWords } from './passphrase-words.ts'

const least = 5

/** A number from 0 to below `bound`, each equally likely. */
function pick(bound: number): number {
  const space = 2 ** 32
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1))
  return drawn < space - (space % bound) ? drawn % bound : pick(bound)
}

/** Words drawn by chance: five, and more until the text has as many characters as a password needs. */
export function passphrase(minimum: number): string {
  const drawn: string[] = []
  while (drawn.length < least || drawn.join(' ').length < minimum) {
    const word = passphraseWords[pick(passphraseWords.length)]
    if (word !== undefined) drawn.push(word)
  }
  return drawn.join(' ')
}
