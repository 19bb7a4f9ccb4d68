import { jsonDepth, ParleyError } from '@parley/protocol'

const quote = 0x22
const backslash = 0x5c
const opening = [0x7b, 0x5b]
const closing = [0x7d, 0x5d]

/** Whether there are more than `limit` opening brackets at all, inside strings or not: most texts have a few. */
function hasMany(text: string, limit: number): boolean {
  let count = 0
  for (const bracket of ['{', '[']) {
    for (let at = text.indexOf(bracket); at >= 0 && count <= limit; at = text.indexOf(bracket, at + 1)) count += 1
  }
  return count > limit
}

/** Whether brackets nest deeper than `limit`, without building anything. */
export function deeperThan(text: string, limit: number): boolean {
  if (!hasMany(text, limit)) return false
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at)
    if (inString) {
      if (char === backslash) at += 1
      else if (char === quote) inString = false
    } else if (char === quote) inString = true
    else if (opening.includes(char)) depth += 1
    else if (closing.includes(char)) depth -= 1
    if (depth > limit) return true
  }
  return false
}

const utf8 = new TextDecoder('utf-8', { fatal: true })
const surrogateEscape = /\\u[dD][89a-fA-F]/

/** Refuses half a surrogate pair (RFC 7493 §2.1): no store keeps one, so a repeated send would look like another. */
function whole(key: string, value: unknown): unknown {
  if (key.isWellFormed() && (typeof value !== 'string' || value.isWellFormed())) return value
  throw new SyntaxError('half a surrogate pair')
}

/** Parses what came from outside. Throws `bad_json`. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    const text = utf8.decode(bytes)
    if (!deeperThan(text, jsonDepth)) return JSON.parse(text, surrogateEscape.test(text) ? whole : undefined)
  } catch {
    // Not UTF-8 or not JSON: the same answer as for what is nested too deeply.
  }
  throw new ParleyError('bad_json')
}
