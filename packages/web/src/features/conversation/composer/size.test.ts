import { bodyCharacters } from '@parley/protocol'
import { expect, test } from 'vitest'
import { textSize } from './size.ts'

const envelope = JSON.stringify({ v: 1, kind: 'text', text: '' }).length

test('a text fits up to the last character of a body', () => {
  expect(textSize('a'.repeat(bodyCharacters - envelope))).toMatchObject({ over: 0, isNear: true })
  expect(textSize('a'.repeat(bodyCharacters - envelope + 3)).over).toBe(3)
})

test('signs that travel as several count as several', () => {
  expect(textSize('"'.repeat(bodyCharacters / 2)).over).toBe(envelope)
})

test('the counter stays away from what is short', () => {
  expect(textSize('hello').isNear).toBe(false)
})
