/**
 * Cookies where the platform keeps none for us. A browser hides `set-cookie` and keeps its own jar, so that this one
 * stays empty there; in Node it carries the refresh token.
 */
export type Jar = Readonly<Record<string, string>>

const expires = /;\s*max-age=0|;\s*expires=thu, 01 jan 1970/i

/** The jar after an answer; the same object when it set nothing. */
export function keepCookies(jar: Jar, headers: Headers): Jar {
  let next = jar
  for (const line of headers.getSetCookie()) {
    const [pair = ''] = line.split(';', 1)
    const at = pair.indexOf('=')
    const name = pair.slice(0, at).trim()
    const { [name]: _, ...others } = next
    next = expires.test(line) ? others : { ...others, [name]: pair.slice(at + 1).trim() }
  }
  return next
}

/** The header for a request; null when there is nothing to send. */
export function cookieHeader(jar: Jar): string | null {
  const pairs = Object.entries(jar).map(([name, value]) => `${name}=${value}`)
  return pairs.length === 0 ? null : pairs.join('; ')
}
