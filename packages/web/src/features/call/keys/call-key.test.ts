import { expect, test } from 'vitest'
import { callKey } from './call-key.ts'

const press = { key: '', code: '', isCtrl: false, isShift: false, isAlt: false, isTyping: false, isOnButton: false }

test.each([
  [{ key: 'm' }, 'microphone'],
  [{ key: 'V' }, 'camera'],
  [{ key: 's' }, 'share'],
  [{ key: 'H' }, 'hand'],
  [{ key: 'e' }, 'reactions'],
  [{ key: 'g' }, 'layout'],
  [{ key: 's', isTyping: true }, null],
  [{ key: 's', isCtrl: true }, null],
  [{ key: 'h', isAlt: true }, null],
  [{ key: ' ', code: 'Space' }, 'talk'],
  [{ key: ' ', code: 'Space', isOnButton: true }, null],
  [{ key: 'm', isTyping: true }, null],
  [{ key: 'm', isCtrl: true }, null],
  [{ key: 'L', isCtrl: true, isShift: true }, 'leave'],
  [{ key: 'A', isCtrl: true, isShift: true, isTyping: true }, 'answer'],
  [{ key: 'd', isCtrl: true, isShift: true }, 'decline'],
  [{ key: 'x' }, null],
])('row 73: %o means %s', (given, meaning) => {
  expect(callKey({ ...press, ...given })).toBe(meaning)
})
