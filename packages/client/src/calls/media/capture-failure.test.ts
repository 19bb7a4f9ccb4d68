import { expect, test } from 'vitest'
import { captureFailure } from './capture-failure.ts'

const named = (name: string, message = ''): Error => Object.assign(new Error(message), { name })

test.each([
  [named('NotAllowedError', 'Permission denied'), 'denied'],
  [named('NotAllowedError', 'Permission denied by system'), 'denied-by-system'],
  [named('SecurityError'), 'denied'],
  [named('NotFoundError'), 'missing'],
  [named('OverconstrainedError'), 'missing'],
  [named('NotReadableError'), 'busy'],
  [named('AbortError'), 'busy'],
  [new TypeError('navigator.mediaDevices is undefined'), 'insecure'],
  ['anything', 'busy'],
])('row 69: %s is named', (error, name) => {
  expect(captureFailure(error)).toBe(name)
})
