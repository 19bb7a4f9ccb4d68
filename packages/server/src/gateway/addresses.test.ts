import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { areProxies, openAddresses } from './addresses.ts'

const from = (remoteAddress: string | undefined, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage

test('row 100: nobody is believed who says that somebody else asks', () => {
  const addressOf = openAddresses([])
  expect(addressOf(from('203.0.113.7', '198.51.100.1'))).toBe('203.0.113.7')
  expect(addressOf(from(undefined, '198.51.100.1'))).toBe('')
})

test('row 115: behind a proxy each person is limited, not all of them together', () => {
  const addressOf = openAddresses(['loopback', '10.0.0.0/8'])
  expect(addressOf(from('127.0.0.1', '198.51.100.1'))).toBe('198.51.100.1')
  expect(addressOf(from('10.1.2.3', '198.51.100.1, 10.9.9.9'))).toBe('198.51.100.1')
  // What somebody wrote before the proxy added where it comes from counts for nothing.
  expect(addressOf(from('127.0.0.1', '1.2.3.4, 198.51.100.1'))).toBe('198.51.100.1')
  expect(addressOf(from('203.0.113.7', '198.51.100.1'))).toBe('203.0.113.7')
  expect(addressOf(from('127.0.0.1'))).toBe('127.0.0.1')
})

test('what names no proxy is found out', () => {
  expect([areProxies([]), areProxies(['loopback', '192.0.2.0/24', '::1'])]).toEqual([true, true])
  expect(areProxies(['everywhere'])).toBe(false)
})
