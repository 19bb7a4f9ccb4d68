import { expect, test } from 'vitest'
import { cookieHeader, keepCookies } from './cookie-jar.ts'

const headers = (...cookies: readonly string[]): Headers => {
  const all = new Headers()
  for (const cookie of cookies) all.append('set-cookie', cookie)
  return all
}

test('keeps what is set, replaces it, and drops what has expired', () => {
  const jar = keepCookies({}, headers('__Host-rt=abc=; Path=/; HttpOnly; Secure', 'other=1'))
  expect(cookieHeader(jar)).toBe('__Host-rt=abc=; other=1')
  expect(keepCookies(jar, headers('other=2'))).toEqual({ '__Host-rt': 'abc=', other: '2' })
  expect(keepCookies(jar, headers('__Host-rt=; Max-Age=0; Path=/'))).toEqual({ other: '1' })
  expect(keepCookies(jar, headers('__Host-rt=; Expires=Thu, 01 Jan 1970 00:00:00 GMT'))).toEqual({ other: '1' })
})

test('where the platform keeps the cookies itself, nothing is kept and nothing is sent', () => {
  const jar = {}
  expect(keepCookies(jar, headers())).toBe(jar)
  expect(cookieHeader(jar)).toBeNull()
})
