import { IntlMessageFormat } from 'intl-messageformat'
import { type Catalogue, english, type TextKey, type TextValues } from './catalogue.ts'

let locale = 'en'
let texts: Catalogue = english
let compiled = new Map<TextKey, IntlMessageFormat>()

/** Makes `t` speak another language from now on. */
export function speak(nextLocale: string, catalogue: Catalogue): void {
  locale = nextLocale
  texts = catalogue
  compiled = new Map()
}

function format(key: TextKey): IntlMessageFormat {
  const known = compiled.get(key)
  if (known !== undefined) return known
  const own = texts[key]
  const made = own === undefined ? new IntlMessageFormat(english[key], 'en') : new IntlMessageFormat(own, locale)
  compiled.set(key, made)
  return made
}

/** The text behind a key in the language of the person, with its values filled in. */
export function t<Key extends TextKey>(key: Key, ...values: TextValues<Key>): string {
  return String(format(key).format(values[0] as Record<string, string | number> | undefined))
}

/** A text that is declared in English elsewhere; a language may have its own under `declared.` and the key. */
export function declared(key: string, words: string): string {
  return (texts as Readonly<Record<string, string | undefined>>)[`declared.${key}`] ?? words
}
