import { type Catalogue, english } from './catalogue.ts'
import { speak } from './text.ts'

const loaders = {
  en: async (): Promise<Catalogue> => english,
  'en-XA': async (): Promise<Catalogue> => (await import('./pseudo.ts')).pseudo,
}

/** A language with texts of its own; `en-XA` is longer, accented English for tests. */
export type Language = keyof typeof loaders

const key = 'parley.language'
const rightToLeft = new Set(['ar', 'fa', 'he', 'ur'])
const listeners = new Set<() => void>()
let current: Language = 'en'

function isLanguage(name: string | null): name is Language {
  return name !== null && Object.hasOwn(loaders, name)
}

/** The language that people see now. */
export function language(): Language {
  return current
}

/** Calls back after each change of language. */
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The first of the wanted languages that there are texts for. */
export function bestLanguage(wanted: readonly string[]): Language {
  for (const name of wanted) {
    const base = name.split('-')[0] ?? ''
    if (isLanguage(base)) return base
  }
  return 'en'
}

async function use(next: Language): Promise<void> {
  speak(next, await loaders[next]())
  current = next
  document.documentElement.lang = next
  document.documentElement.dir = rightToLeft.has(next.split('-')[0] ?? '') ? 'rtl' : 'ltr'
  for (const listener of listeners) listener()
}

/** Changes the language and keeps the choice on this device. */
export async function setLanguage(next: Language): Promise<void> {
  localStorage.setItem(key, next)
  await use(next)
}

/** Takes up the language chosen on this device, else the best one for this browser. */
export async function startLanguage(): Promise<void> {
  const chosen = localStorage.getItem(key)
  await use(isLanguage(chosen) ? chosen : bestLanguage(navigator.languages))
}
