import { describe, expect, test } from 'vitest'
import { endsKey, groupsOf } from './groups.ts'

const key = 'EsTL 4Xkf 1hPw 9AbC dEfG hJkM nPqR sTuV wXyZ 2345 6789 aBcD'

describe('a recovery key as people type it', () => {
  test.each([
    ['as it was shown', key],
    ['over several lines', key.replaceAll(/(.{15}) /g, '$1\r\n')],
    ['without spaces', key.replaceAll(' ', '')],
    ['with dashes of any kind', key.replaceAll(' ', '-').replace('-', '–')],
    ['with spaces around it, and some that nobody sees', ` \u00a0${key}\u200b\n`],
    ['in other groups', key.replaceAll(' ', '').replaceAll(/(.{7})/g, '$1 ')],
  ])('%s', (_, typed) => {
    expect(groupsOf(typed).join(' ')).toBe(key)
  })

  test('keeps capitals', () => {
    expect(groupsOf('aBcD abcd')).toEqual(['aBcD', 'abcd'])
  })

  test('nothing has no groups', () => {
    expect(groupsOf(' -\n')).toEqual([])
  })
})

describe('the end of the key', () => {
  test.each([
    ['the last group', 'aBcD', true],
    ['with a space behind it', 'aBcD ', true],
    ['the whole key', key, true],
    ['other capitals', 'abcd', false],
    ['another group', '6789', false],
    ['a part of the group', 'BcD', false],
    ['nothing', ' ', false],
  ])('%s', (_, typed, fits) => {
    expect(endsKey(key, typed)).toBe(fits)
  })
})
