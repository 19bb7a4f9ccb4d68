import { expect, test } from 'vitest'
import { system } from '../rows/sample.ts'
import { systemWords } from './system-words.ts'

const name = (id: string) => id.toUpperCase()
const joined = (seq: number, user: string) => system(seq, { v: 1, kind: 'joined', user })

test('one person and several', () => {
  expect(systemWords([joined(1, 'wen')], name)).toBe('WEN joined')
  expect(
    systemWords(
      ['wen', 'a', 'b', 'c'].map((user, n) => joined(n, user)),
      name,
    ),
  ).toBe('WEN and 3 others joined')
})

test.each([
  [{ v: 1, kind: 'created' }, 'ADA made this room'],
  [{ v: 1, kind: 'renamed' }, 'ADA changed the name or topic'],
  [{ v: 1, kind: 'history', history: 'shared' }, 'ADA made what is written from now on visible to new members'],
  [{ v: 1, kind: 'history', history: 'joined' }, 'ADA made new members read only what is written after they join'],
  [{ v: 1, kind: 'line' }, 'ADA changed something about this room'],
  [{ v: 1, kind: 'sealed' }, 'From here on, messages are encrypted'],
  [{ v: 1, kind: 'invited', user: 'bo' }, 'ADA invited BO'],
  [{ v: 1, kind: 'kicked', user: 'bo' }, 'ADA removed BO'],
  [{ v: 1, kind: 'banned', user: 'bo' }, 'ADA banned BO'],
  [{ v: 1, kind: 'role', user: 'bo', role: 'moderator' }, 'ADA made BO moderator'],
] as const)('%o', (change, words) => {
  expect(systemWords([system(1, change)], name)).toBe(words)
})
