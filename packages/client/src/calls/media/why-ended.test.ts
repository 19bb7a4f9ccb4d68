import { expect, test } from 'vitest'
import { whyEnded } from './why-ended.ts'

const headset = { deviceId: 'headset' }
const builtIn = { deviceId: 'built-in' }
const unnamed = { deviceId: '' }

test.each([
  ['denied', [headset], 'revoked'],
  ['denied', [], 'revoked'],
  ['prompt', [headset, builtIn], 'revoked'],
  ['prompt', [unnamed], 'revoked'],
  ['prompt', [builtIn], 'gone'],
  ['prompt', [], 'gone'],
  ['granted', [headset], 'gone'],
  [null, [builtIn], 'gone'],
] as const)('row 71: permission %s and devices %o: the headset is %s', (allowed, found, why) => {
  expect(whyEnded(allowed, found, 'headset')).toBe(why)
})
