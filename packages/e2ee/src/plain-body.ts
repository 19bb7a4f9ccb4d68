import type { Content } from '@parley/protocol'

/** The body of an entry in a room that is not sealed: the content as JSON, readable for the server. */
export function writePlainBody(content: Content): string {
  return JSON.stringify(content)
}

/** What stands in such a body, unchecked: it may come from anybody. null for what is no JSON. */
export function readPlainBody(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
