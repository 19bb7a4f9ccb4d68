import { expect, test } from 'vitest'
import { withPrecedence } from './precedence.ts'

const plain = (encodings: RTCRtpEncodingParameters[]): RTCRtpSendParameters => ({
  transactionId: 't',
  codecs: [],
  headerExtensions: [],
  rtcp: {},
  encodings,
})

test('voices go first, a face gives up a little of everything, and a screen stays sharp', () => {
  const told = (feed: Parameters<typeof withPrecedence>[0]) => withPrecedence(feed, plain([{ active: true }]), true)
  const high = { active: true, priority: 'high', networkPriority: 'high' }
  const low = { active: true, priority: 'low', networkPriority: 'low' }
  expect(told('microphone')).toEqual(plain([high as RTCRtpEncodingParameters]))
  expect(told('screenSound')?.encodings).toEqual([high])
  expect(told('camera')).toMatchObject({ encodings: [low], degradationPreference: 'balanced', transactionId: 't' })
  expect(told('screen')).toMatchObject({ encodings: [low], degradationPreference: 'maintain-resolution' })
})

test('nothing is said twice, nor to what is not negotiated', () => {
  const told = withPrecedence('camera', plain([{ rid: 'q' }, { rid: 'h' }]), true)
  expect(told && withPrecedence('camera', told, true)).toBeNull()
  expect(withPrecedence('microphone', plain([]), true)).toBeNull()
})

test('row 81: what nobody sees is not sent, until somebody does', () => {
  const told = withPrecedence('camera', plain([{ active: true }]), true) ?? plain([])
  const paused = withPrecedence('camera', told, false) ?? plain([])
  expect(paused.encodings).toEqual([{ ...told.encodings[0], active: false }])
  expect(withPrecedence('camera', paused, false)).toBeNull()
  expect(withPrecedence('camera', paused, true)).toEqual(told)
})
