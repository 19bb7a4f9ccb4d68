import { expect, test } from 'vitest'
import { passphrase } from './passphrase.ts'
import { passphraseWords } from './passphrase-words.ts'

test('there are at least 512 words, each once, short and plain', () => {
  expect(passphraseWords.length).toBeGreaterThanOrEqual(512)
  expect(passphraseWords.length).toBe(new Set(passphraseWords).size)
  expect(passphraseWords.filter((word) => !/^[a-z]{3,8}$/.test(word))).toEqual([])
})

test('a passphrase has five words and is long enough', () => {
  for (let at = 0; at < 100; at += 1) {
    const made = passphrase(15)
    expect(made.split(' ')).toHaveLength(5)
    expect(made.length).toBeGreaterThanOrEqual(15)
  }
  expect(passphrase(60).length).toBeGreaterThanOrEqual(60)
})

test('no two are the same', () => {
  expect(new Set(Array.from({ length: 200 }, () => passphrase(15))).size).toBe(200)
})
