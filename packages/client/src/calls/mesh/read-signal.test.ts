import { CallSignal, CallSignals, signalsTogether, toBase64url } from '@parley/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSignals } from './read-signal.ts'

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
      expect(readSignals(JSON.stringify(signal))).toEqual([CallSignal.parse(signal)])
    }),
  )
})

test('anything else is nothing, and no fault', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (body) => {
      if (readSignals(body).length > 0) expect(CallSignal.safeParse(JSON.parse(body)).success).toBe(true)
    }),
  )
  expect(readSignals('{"v":1,"kind":"media","audio":1,"video":true}')).toEqual([])
  expect(readSignals('{"v":1,"kind":"media","audio":true,"video":true,"hand":-1}')).toEqual([])
  expect(readSignals('{"v":1,"kind":"media","audio":true,"video":true,"screen":1}')).toEqual([])
  expect(readSignals(`{"v":1,"kind":"reaction","emoji":"${'x'.repeat(33)}"}`)).toEqual([])
  expect(readSignals('{"v":1,"kind":"webrtc-ice","candidate":{"candidate":"x"}}')).toEqual([])
  expect(readSignals('{"v":1,"kind":"media-key","index":256,"key":"x","ask":true}')).toEqual([])
  expect(readSignals('{"v":1,"kind":"media-wish","camera":true}')).toEqual([])
  const many = JSON.stringify({ v: 1, kind: 'webrtc-offer', sdp: `v=0\r\n${'m=video 9 RTP/SAVPF 96\r\n'.repeat(32)}` })
  expect(readSignals(many)).toEqual([])
  expect(readSignals('{"v":2,"kind":"media","audio":true,"video":true}')).toEqual([])
})

test('several in one body are read in their order, without those that make no sense', () => {
  const several = (all: readonly unknown[]) => JSON.stringify({ v: 1, kind: 'several', signals: all })
  fc.assert(
    fc.property(fc.array(signals, { minLength: 1, maxLength: signalsTogether }), (all) => {
      const body = several(all)
      expect({ v: 1, kind: 'several', signals: readSignals(body) }).toEqual(CallSignals.parse(JSON.parse(body)))
    }),
  )
  const known = { v: 1, kind: 'media-key-ack', index: 7 }
  expect(readSignals(several([null, known, { v: 1, kind: 'tomorrow' }, [known], known]))).toEqual([known, known])
  expect(readSignals(several([{ v: 1, kind: 'several', signals: [known] }]))).toEqual([])
  expect(readSignals(several(Array.from({ length: 5000 }, () => known)))).toHaveLength(signalsTogether)
  expect(readSignals('{"v":1,"kind":"several","signals":{"length":9}}')).toEqual([])
  expect(readSignals('{"v":2,"kind":"several","signals":[]}')).toEqual([])
})
