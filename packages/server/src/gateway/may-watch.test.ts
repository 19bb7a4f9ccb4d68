import { expect, test } from 'vitest'
import { mayWatch } from './may-watch.ts'

const here = { peer: '127.0.0.1', headers: { host: 'localhost:8080' } }
const token = 'a token of sixteen'

test('without a token this machine may look, by any of its own names', () => {
  for (const peer of ['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1'])
    expect([peer, mayWatch({ ...here, peer }, '')]).toEqual([peer, true])
  for (const host of ['127.0.0.1:1', '[::1]:1', 'localhost'])
    expect([host, mayWatch({ ...here, headers: { host } }, '')]).toEqual([host, true])
})

test('without a token nobody else may', () => {
  for (const peer of ['192.168.1.2', '10.0.0.1', '2001:db8::1', '::ffff:8.8.8.8', '', 'nonsense'])
    expect([peer, mayWatch({ ...here, peer }, '')]).toEqual([peer, false])
  for (const header of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'])
    expect([header, mayWatch({ ...here, headers: { ...here.headers, [header]: '127.0.0.1' } }, '')]).toEqual([
      header,
      false,
    ])
  for (const host of ['evil.example', 'localhost.evil.example:80', undefined])
    expect([host, mayWatch({ ...here, headers: { host } }, '')]).toEqual([host, false])
})

test('with a token it alone counts', () => {
  const with_ = (authorization?: string) => ({ peer: '8.8.8.8', headers: { host: 'x', authorization } })
  expect(mayWatch(with_(`Bearer ${token}`), token)).toBe(true)
  for (const wrong of [undefined, '', token, `Bearer ${token} `, `bearer ${token}`, 'Bearer'])
    expect([wrong, mayWatch(with_(wrong), token)]).toEqual([wrong, false])
  expect(mayWatch(here, token)).toBe(false)
})
