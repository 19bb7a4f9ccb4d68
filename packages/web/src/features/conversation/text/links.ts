/** A piece of a message: words, or an address that may be followed. */
export type Piece =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }

const allowed: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:'])

/** Up to a space, a quote, a bracket, or a character that turns the direction of writing or cannot be seen. */
const candidate = /(?<![\p{L}\p{N}_.+-])(?:https?:\/\/|mailto:)[^\s<>"'`{}|\\^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/giu
const trailing = /[.,;:!?…)\]*_~]$/u
const pairs: Readonly<Record<string, string>> = { ')': '(', ']': '[' }

function count(text: string, sign: string): number {
  return text.split(sign).length - 1
}

/** Leaves out the sign that ends a sentence, and a bracket that was opened before the address. */
function trimmed(text: string): string {
  let end = text
  while (trailing.test(end)) {
    const last = end.slice(-1)
    const opening = pairs[last]
    if (opening !== undefined && count(end, opening) >= count(end, last)) break
    end = end.slice(0, -1)
  }
  return end
}

/** The address behind a text, if it is of an allowed kind and does not pretend to be another one. */
function safeHref(text: string): string | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  if (!allowed.has(url.protocol)) return null
  if (url.username !== '' || url.password !== '') return null
  return url.href
}

/** Parts a message into words and addresses. Joined again, the texts are the message. */
export function pieces(text: string): readonly Piece[] {
  const found: Piece[] = []
  let from = 0
  for (const match of text.matchAll(candidate)) {
    const shown = trimmed(match[0])
    const href = safeHref(shown)
    if (href === null) continue
    if (match.index > from) found.push({ kind: 'words', text: text.slice(from, match.index) })
    found.push({ kind: 'link', text: shown, href })
    from = match.index + shown.length
  }
  if (from < text.length) found.push({ kind: 'words', text: text.slice(from) })
  return found
}
