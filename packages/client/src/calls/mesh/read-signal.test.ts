import { CallSignal, toBase64url } from '@parley/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSignal } from './read-signal.ts'

const candidate = fc.record({
  candidate: fc.string(),
  sdpMid: fc.option(fc.string({ maxLength: 100 })),
  sdpMLineIndex: fc.option(fc.nat(65_535)),
  usernameFragment: fc.option(fc.string({ maxLength: 256 })),
})

const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toBase64url)

const signals = fc.oneof(
  fc.record({ v: fc.constant(1), kind: fc.constantFrom('webrtc-offer', 'webrtc-answer'), sdp: fc.string() }),
  fc.record({ v: fc.constant(1), kind: fc.constant('webrtc-ice'), candidate }),
  fc.record(
    {
      v: fc.constant(1),
      kind: fc.constant('media'),
      audio: fc.boolean(),
      video: fc.boolean(),
      screen: fc.boolean(),
      hand: fc.maxSafeNat(),
    },
    { requiredKeys: ['v', 'kind', 'audio', 'video'] },
  ),
  fc.record({ v: fc.constant(1), kind: fc.constant('reaction'), emoji: fc.string({ minLength: 1, maxLength: 32 }) }),
  fc.record({ v: fc.constant(1), kind: fc.constant('media-key'), index: fc.nat(255), key, ask: fc.boolean() }),
  fc.record({ v: fc.constant(1), kind: fc.constant('media-key-ack'), index: fc.nat(255) }),
  fc.record({ v: fc.constant(1), kind: fc.constant('media-wish'), camera: fc.boolean(), screen: fc.boolean() }),
  fc.record({ v: fc.constant(1), kind: fc.constant('media-arrived'), carrier: fc.constantFrom('mesh', 'sfu') }),
)

test('what the schema of the protocol knows is read as it says', () => {
  fc.assert(
    fc.property(signals, (signal) => {
      expect(readSignal(JSON.stringify(signal))).toEqual(CallSignal.parse(signal))
    }),
  )
})

test('anything else is nothing, and no fault', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (body) => {
      if (readSignal(body) !== null) expect(CallSignal.safeParse(JSON.parse(body)).success).toBe(true)
    }),
  )
  expect(readSignal('{"v":1,"kind":"media","audio":1,"video":true}')).toBeNull()
  expect(readSignal('{"v":1,"kind":"media","audio":true,"video":true,"hand":-1}')).toBeNull()
  expect(readSignal('{"v":1,"kind":"media","audio":true,"video":true,"screen":1}')).toBeNull()
  expect(readSignal(`{"v":1,"kind":"reaction","emoji":"${'x'.repeat(33)}"}`)).toBeNull()
  expect(readSignal('{"v":1,"kind":"webrtc-ice","candidate":{"candidate":"x"}}')).toBeNull()
  expect(readSignal('{"v":1,"kind":"media-key","index":256,"key":"x","ask":true}')).toBeNull()
  expect(readSignal('{"v":1,"kind":"media-wish","camera":true}')).toBeNull()
  const many = JSON.stringify({ v: 1, kind: 'webrtc-offer', sdp: `v=0\r\n${'m=video 9 RTP/SAVPF 96\r\n'.repeat(32)}` })
  expect(readSignal(many)).toBeNull()
  expect(readSignal('{"v":2,"kind":"media","audio":true,"video":true}')).toBeNull()
})
