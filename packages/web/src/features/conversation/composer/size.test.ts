import { bodyCharacters } from '@parley/protocol'
import { expect, test } from 'vitest'
import { textSize } from './size.ts'

const envelope = JSON.stringify({ v: 1, kind: 'text', text: '' }).length

test('a text fits up to the last character of a body', () => {
  expect(textSize('a'.repeat(bodyCharacters - envelope))).toMatchObject({ over: 0, isNear: true })
  expect(textSize('a'.repeat(bodyCharacters - envelope + 3)).over).toBe(3)
})

test('signs that travel as several count as several', () => {
  expect(textSize('"'.repeat(12_000)).used).toBe(24_000 + envelope)
})

test('letters of several bytes: what is left after the cut fits, and not much more would', () => {
  for (const sign of ['ü', '語', '👋']) {
    const text = sign.repeat(39_000 / sign.length)
    const { over, limit } = textSize(text)
    expect(over).toBeGreaterThan(0)
    expect(limit).toBeLessThan(bodyCharacters)
    expect(textSize(text.slice(0, text.length - over)).over).toBe(0)
    expect(textSize(sign.repeat(Math.ceil((limit * 1.01) / sign.length))).over).toBeGreaterThan(0)
  }
})

test('the counter stays away from what is short', () => {
  expect(textSize('hello').isNear).toBe(false)
})
