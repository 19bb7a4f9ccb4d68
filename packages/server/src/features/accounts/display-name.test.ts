import { expect, test } from 'vitest'
import { nameKey, tidyName } from './display-name.ts'

test('a display name is in any script', () => {
  for (const name of ['Chloé', 'عائشة', '李雷', '👩‍👩‍👧', 'नेहा', 'Ada 🚀']) expect(tidyName(name)).toBe(name)
})

test('characters that hide or turn others are taken out of it', () => {
  expect(tidyName('Ada\u202Egpj.exe')).toBe('Adagpj.exe')
  expect(tidyName(' A\u0000d\na\u200B ')).toBe('Ada')
})

test('a name of which nothing can be seen is refused', () => {
  for (const name of ['\u202E', '\u200B\u200D', '\u0007 ']) {
    expect(() => tidyName(name)).toThrow(expect.objectContaining({ code: 'bad_request' }))
  }
})

test('searches do not see case', () => {
  expect(nameKey('ÉMILE')).toBe(nameKey('émile'))
})
