import { shortcutAria } from './shortcut.ts'

/** Attributes by which the page's one tooltip knows what to show over an element. */
export interface TipAttributes {
  'data-tip': string
  'data-tip-keys'?: string
  'aria-keyshortcuts'?: string
}

/** Gives an element a tooltip, with its keys as `Ctrl+K`. The element has the same words as its label. */
export function tip(text: string, keys?: string | undefined): TipAttributes {
  if (keys === undefined) return { 'data-tip': text }
  return { 'data-tip': text, 'data-tip-keys': keys, 'aria-keyshortcuts': shortcutAria(keys) }
}
