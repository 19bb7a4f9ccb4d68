import { readdirSync, readFileSync } from 'node:fs'
import { clearFields } from '@parley/protocol/clear-fields'
import { IntlMessageFormat } from 'intl-messageformat'
import { afterEach, describe, expect, test } from 'vitest'
import { english, type TextKey } from './catalogue.ts'
import { bestLanguage } from './language.ts'
import { pseudo, pseudoText } from './pseudo.ts'
import { declared, speak, t } from './text.ts'

const keys = Object.keys(english) as TextKey[]

afterEach(() => speak('en', english))

function parses(text: string): boolean {
  try {
    new IntlMessageFormat(text, 'en')
    return true
  } catch {
    return false
  }
}

describe('English texts', () => {
  test('every key has a text that ICU can read', () => {
    expect(keys.length).toBeGreaterThan(100)
    expect(keys.filter((key) => english[key].trim() === '' || !parses(english[key]))).toEqual([])
  })

  test('none uses words that blame, shout or puzzle', () => {
    const unwanted = /\b(oops|something went wrong|invalid|unable|epoch|MLS|UTD)\b|!|\.\.\.|'/i
    expect(keys.filter((key) => unwanted.test(english[key]))).toEqual([])
    const lines = clearFields.flatMap(({ title, fields }) => [
      title,
      ...fields.flatMap(({ what, why, kept }) => [what, why, kept]),
    ])
    expect(lines.filter((line) => unwanted.test(line) || line.trim() === '')).toEqual([])
  })
})

/** Everything that the screens are made of, as one text. */
function sources(): string {
  const files = ['../../src', '../../../client/src'].flatMap((folder) => {
    const url = new URL(`${folder}/`, import.meta.url)
    return readdirSync(url, { recursive: true, encoding: 'utf8' }).map((path) => new URL(path, url))
  })
  const code = files.filter(({ pathname }) => /(?<!\.test)\.tsx?$/.test(pathname) && !/\/texts\/en\//.test(pathname))
  return code.map((file) => readFileSync(file, 'utf8')).join('\n')
}

test('every text is shown somewhere', () => {
  const source = sources()
  const composed = new Set(Array.from(source.matchAll(/`(\w+)\.\$\{/g), ([, section]) => section))
  const isUsed = (key: string): boolean => {
    const [section, name] = key.split('.')
    return source.includes(`'${key}'`) || (composed.has(section) && source.includes(`'${name}'`))
  }
  expect(keys.filter((key) => !isUsed(key))).toEqual([])
})

describe('t', () => {
  test('says numbers in the singular and the plural', () => {
    expect(t('rooms.unread', { count: 1 })).toBe('1 unread message')
    expect(t('rooms.unread', { count: 1234 })).toBe('1,234 unread messages')
    expect(t('connection.offlineBody', { count: 3 })).toBe(
      'You can read and write. 3 messages go out when the connection is back.',
    )
    expect(t('connection.offlineBody', { count: 0 })).toBe('You can read and write.')
  })

  test('follows Polish plurals', () => {
    speak('pl', { 'rooms.unread': '{count, plural, one {# nowa} few {# nowe} many {# nowych} other {# nowej}}' })
    expect([1, 3, 5, 22].map((count) => t('rooms.unread', { count }))).toEqual([
      '1 nowa',
      '3 nowe',
      '5 nowych',
      '22 nowe',
    ])
  })

  test('follows the six Arabic plurals', () => {
    speak('ar', { 'rooms.unread': '{count, plural, zero {z} one {o} two {t} few {f} many {m} other {x}}' })
    expect([0, 1, 2, 3, 11, 100].map((count) => t('rooms.unread', { count }))).toEqual(['z', 'o', 't', 'f', 'm', 'x'])
  })

  test('what is declared elsewhere is said in the language that has a text for it, else in English', () => {
    speak('pl', Object.fromEntries([['declared.sealed', 'Zamknięte']]))
    expect([declared('sealed', 'Sealed'), declared('open', 'Open')]).toEqual(['Zamknięte', 'Open'])
  })

  test('shows English where another language has no text', () => {
    speak('pl', {})
    expect(t('rooms.unread', { count: 5 })).toBe('5 unread messages')
  })
})

describe('the pseudo-language', () => {
  test('is longer by two fifths and leaves placeholders alone', () => {
    expect(pseudoText('Sign in')).toBe('Šígñ íñ~~~')
    expect(pseudoText('{count, plural, one {# try} other {# tries}} left')).toBe(
      '{count, plural, one {# třý~~} other {# tříéš~~~}} léft~~',
    )
  })

  test('stays readable for ICU', () => {
    expect(keys.filter((key) => !parses(pseudo[key] ?? '{'))).toEqual([])
  })
})

test('the first language with texts is taken', () => {
  expect(bestLanguage(['tlh', 'en-GB', 'en'])).toBe('en')
  expect(bestLanguage([])).toBe('en')
})
