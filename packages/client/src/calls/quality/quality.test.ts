import fc from 'fast-check'
import { expect, test } from 'vitest'
import { qualityBetween } from './quality.ts'
import { type Sample, sampleOf } from './sample.ts'

const calm = { bytes: 0, packets: 0, lost: 0, jitter: 0 }
const start: Sample = {
  at: 0,
  roundTrip: 0.02,
  path: { kind: 'direct', protocol: 'udp' },
  audio: { ...calm, heard: 0 },
  video: { ...calm, width: 0, height: 0, framesReceived: 0, framesDecoded: 0, framesDropped: 0 },
  isShortOfTime: false,
  pictures: 0,
  bytesSent: 0,
}

test('rates are those of the time between two samples', () => {
  const later: Sample = {
    ...start,
    at: 2000,
    bytesSent: 250_000,
    video: {
      bytes: 500_000,
      packets: 380,
      lost: 20,
      jitter: 0.004,
      width: 1280,
      height: 720,
      framesReceived: 60,
      framesDecoded: 50,
      framesDropped: 12,
    },
    isShortOfTime: true,
  }
  expect(qualityBetween(start, later)).toEqual({
    roundTrip: 20,
    loss: 5,
    jitter: 4,
    received: 2000,
    sent: 1000,
    width: 1280,
    height: 720,
    framesPerSecond: 25,
    framesDropped: 20,
    isShortOfTime: true,
    path: { kind: 'direct', protocol: 'udp' },
    grade: 'fair',
  })
})

test('a report without anything is a sample of zeros', () => {
  const empty = sampleOf(new Map(), 5)
  expect(empty).toEqual({ ...start, at: 5, roundTrip: null, path: null })
  expect(qualityBetween(empty, { ...empty, at: 6 })).toMatchObject({ loss: 0, received: 0, grade: 'good' })
})

test('packets that count as lost and come late after all are no loss', () => {
  const audio = { bytes: 9000, packets: 100, lost: 40, jitter: 0, heard: 0 }
  const late = { ...audio, packets: 200, lost: 39 }
  expect(qualityBetween({ ...start, audio }, { ...start, at: 2000, audio: late })).toMatchObject({
    loss: 0,
    grade: 'good',
  })
  const anew = { ...audio, packets: 30, lost: 10 }
  expect(qualityBetween({ ...start, audio }, { ...start, at: 2000, audio: anew })).toMatchObject({ loss: 25 })
})

test('the path is that of the selected pair, relayed at either end', () => {
  const report = (local: object, remote: object) =>
    new Map<string, object>([
      ['t', { id: 't', type: 'transport', selectedCandidatePairId: 'p' }],
      ['o', { id: 'o', type: 'candidate-pair', nominated: true, localCandidateId: 'x' }],
      [
        'p',
        { id: 'p', type: 'candidate-pair', localCandidateId: 'l', remoteCandidateId: 'r', currentRoundTripTime: 1 },
      ],
      ['l', { id: 'l', protocol: 'udp', ...local }],
      ['r', { id: 'r', ...remote }],
    ])
  const path = (local: object, remote: object) => sampleOf(report(local, remote), 0).path
  expect(path({ candidateType: 'host' }, { candidateType: 'host' })).toEqual({ kind: 'direct', protocol: 'udp' })
  expect(path({ candidateType: 'relay', relayProtocol: 'tcp' }, {})).toEqual({ kind: 'relay', protocol: 'tcp' })
  expect(path({ candidateType: 'prflx' }, { candidateType: 'relay' })).toEqual({ kind: 'relay', protocol: 'udp' })
})

test('whatever the counters say, numbers are finite and not negative', () => {
  const count = fc.nat(1_000_000)
  const incoming = fc.record({
    bytes: count,
    packets: count,
    lost: count,
    jitter: fc.double({ min: 0, max: 9, noNaN: true }),
  })
  const sample = fc.record({
    at: count,
    roundTrip: fc.option(fc.double({ min: 0, max: 9, noNaN: true })),
    path: fc.constant(null),
    audio: fc.tuple(incoming, fc.record({ heard: count })).map(([a, b]) => ({ ...a, ...b })),
    video: fc
      .tuple(
        incoming,
        fc.record({
          width: count,
          height: count,
          framesReceived: count,
          framesDecoded: count,
          framesDropped: count,
        }),
      )
      .map(([a, b]) => ({ ...a, ...b })),
    isShortOfTime: fc.boolean(),
    pictures: count,
    bytesSent: count,
  })
  fc.assert(
    fc.property(sample, sample, (before, after) => {
      const { path: _, isShortOfTime: __, grade, roundTrip, ...numbers } = qualityBetween(before, after)
      for (const value of [roundTrip ?? 0, ...Object.values(numbers)]) {
        expect(Number.isFinite(value) && value >= 0).toBe(true)
      }
      expect(['good', 'fair', 'weak']).toContain(grade)
    }),
  )
})
