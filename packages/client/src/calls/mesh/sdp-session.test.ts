import { expect, test } from 'vitest'
import { sdpSession } from './sdp-session.ts'

test('the session id is the second word of the origin', () => {
  expect(sdpSession('v=0\r\no=- 4611731400430051336 2 IN IP4 127.0.0.1\r\ns=-\r\n')).toBe('4611731400430051336')
  expect(sdpSession('v=0\r\ns=-\r\n')).toBe('')
})
