import { fitsSealed } from '@parley/client'
import { bodyCharacters } from '@parley/protocol'
import { expect, test } from 'vitest'
import { textSize } from './size.ts'

const open = (text: string) => textSize(text, false)
const bodyOf = (text: string) => JSON.stringify({ v: 1, kind: 'text', text })
const envelope = bodyOf('').length

test('a text fits up to the last character of a body', () => {
  expect(open('a'.repeat(bodyCharacters - envelope))).toMatchObject({ over: 0, isNear: true })
  expect(open('a'.repeat(bodyCharacters - envelope + 3)).over).toBe(3)
})

test('signs that travel as several count as several', () => {
  expect(open('"'.repeat(12_000)).used).toBe(24_000 + envelope)
})

test('letters of several bytes: what is left after the cut fits, and not much more would', () => {
  for (const sign of ['ü', '語', '👋']) {
    const text = sign.repeat(39_000 / sign.length)
    const { over, limit } = open(text)
    expect(over).toBeGreaterThan(0)
    expect(limit).toBeLessThan(bodyCharacters)
    expect(open(text.slice(0, text.length - over)).over).toBe(0)
    expect(open(sign.repeat(Math.ceil((limit * 1.01) / sign.length))).over).toBeGreaterThan(0)
  }
})

test('the counter stays away from what is short', () => {
  expect(open('hello').isNear).toBe(false)
})

test('sealing takes room: what is left after the cut fits sealed, and one letter more would not', () => {
  for (const sign of ['a', 'ü', '語']) {
    const { over } = textSize(sign.repeat(39_000), true)
    const cut = sign.repeat(39_000 - over)
    expect(fitsSealed(bodyOf(cut))).toBe(true)
    expect(fitsSealed(bodyOf(cut + sign))).toBe(false)
    expect(textSize(cut, true).over).toBe(0)
  }
})
