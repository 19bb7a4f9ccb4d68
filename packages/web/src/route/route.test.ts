import { describe, expect, test } from 'vitest'
import { parseRoute, pathOf, type Route } from './route.ts'

const room = 'AZHabcdefghijklmnopqrs'

const places: readonly Route[] = [
  { page: 'home' },
  { page: 'welcome', token: null },
  { page: 'invite', token: null },
  { page: 'register' },
  { page: 'sign-in' },
  { page: 'room', room },
  { page: 'directory' },
  { page: 'settings', section: null },
  { page: 'settings', section: 'devices' },
]

describe('addresses', () => {
  test('each place has an address that leads back to it', () => {
    for (const place of places) expect(parseRoute(pathOf(place), '')).toEqual(place)
  })

  test('a trailing slash changes nothing', () => {
    expect(parseRoute('/directory/', '')).toEqual({ page: 'directory' })
  })

  test('what is not an address of the app is unknown', () => {
    for (const path of ['/rooms/short', '/rooms', '/settings/nothing', '/settings/profile/more', '/toString', '/a/b']) {
      expect(parseRoute(path, '')).toEqual({ page: 'unknown' })
    }
  })
})

describe('secrets', () => {
  test('come from the fragment, or from what was kept of it', () => {
    expect(parseRoute('/welcome', '#s3cret')).toEqual({ page: 'welcome', token: 's3cret' })
    expect(parseRoute('/invite', '', 'kept')).toEqual({ page: 'invite', token: 'kept' })
    expect(parseRoute('/invite', '#new', 'kept')).toEqual({ page: 'invite', token: 'new' })
  })

  test('never stand in an address', () => {
    expect(pathOf({ page: 'welcome', token: 's3cret' })).toBe('/welcome')
    expect(pathOf({ page: 'invite', token: 's3cret' })).toBe('/invite')
  })
})
