import { expect, test } from 'vitest'
import type { ReadEntry } from '../sealing/opening.ts'
import { Reached } from './reached.ts'

const entry = (seq: number, opening?: ReadEntry['opening']): ReadEntry => ({
  seq,
  id: `m${seq}`,
  kind: 'message',
  sender: 'ben',
  device: 'phone',
  at: 0,
  messages: seq,
  body: '',
  ...(opening ? { opening } : {}),
})
const open = (seq: number) => entry(seq, { kind: 'opened', content: null })
const closed = (seq: number) => entry(seq, { kind: 'closed', why: 'no-key' })
const broken = (seq: number) => entry(seq, { kind: 'closed', why: 'damaged' })

test('row 44: what is stored and open was delivered; what may still open holds the mark before it', () => {
  const reached = new Reached()
  expect(reached.stored('r', [open(3), open(4)])).toBe(4)
  expect(reached.stored('r', [open(5), closed(6), open(7), closed(8)])).toBe(5)
  expect(reached.stored('r', [open(9)])).toBe(5)
  expect(reached.opened('r', [open(8), closed(6)])).toBe(5)
  expect(reached.opened('r', [open(6)])).toBe(9)
  expect(reached.opened('r', [open(6)])).toBe(0)
})

test('what will never open, or is not sealed, does not hold it; rooms have nothing to do with each other', () => {
  const reached = new Reached()
  expect(reached.stored('r', [entry(1), broken(2)])).toBe(2)
  expect(reached.stored('r', [closed(3)])).toBe(2)
  expect(reached.stored('s', [open(9)])).toBe(9)
  expect(reached.opened('r', [broken(3)])).toBe(3)
  expect(reached.stored('r', [])).toBe(0)
})
