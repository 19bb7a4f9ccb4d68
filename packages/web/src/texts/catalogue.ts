import { en } from './en.ts'
import type { Placeholders } from './placeholders.ts'

type English = typeof en
type Area = keyof English & string

/** The name of a text: area, dot, text. */
export type TextKey = { [A in Area]: `${A}.${keyof English[A] & string}` }[Area]

/** The English text behind a key, as a type. */
type TextOf<Key extends TextKey> = Key extends `${infer A extends Area}.${infer Name}`
  ? Name extends keyof English[A]
    ? English[A][Name] & string
    : never
  : never

/** What a text wants besides its key: nothing, or its values. */
export type TextValues<Key extends TextKey> = keyof Placeholders<TextOf<Key>> extends never
  ? []
  : [values: Placeholders<TextOf<Key>>]

/** All texts of one language. A text that is missing is shown in English. */
export type Catalogue = Partial<Record<TextKey, string>>

function flatten(areas: Record<string, Record<string, string>>): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const [area, texts] of Object.entries(areas)) {
    for (const [name, text] of Object.entries(texts)) flat[`${area}.${name}`] = text
  }
  return flat
}

/** English, complete: the language every other one falls back to. */
export const english = flatten(en) as Record<TextKey, string>
