import { expect, test } from 'vitest'
import { skippingClock } from '../../testing/skipping-clock.ts'
import type { Closed } from '../media-session.ts'
import { type Sample, sampleOf } from '../quality/sample.ts'
import { SealingWatch } from './sealing-watch.ts'

/** A device of which something comes every half second; what is said of it, and how often its key is asked for. */
function watched({ isUnsealed = false } = {}) {
  const clock = skippingClock()
  const told: (Closed | null)[] = []
  const seen = { asked: 0, bytes: 0, frames: 0, isOpen: false }
  const sample = async (): Promise<Sample> => {
    seen.bytes += 10_000
    if (seen.isOpen) seen.frames += 1
    const video = { type: 'inbound-rtp', kind: 'video', bytesReceived: seen.bytes, framesDecoded: seen.frames }
    return sampleOf(new Map([['video', video]]), clock.monotonic())
  }
  const watch = new SealingWatch({
    clock,
    sample,
    isUnsealed: () => isUnsealed,
    ask: () => {
      seen.asked += 1
    },
    told: (_, closed) => void told.push(closed),
  })
  const pass = async (times: number): Promise<void> => {
    for (let n = 0; n < times; n += 1) {
      clock.skip(500)
      await new Promise((done) => setImmediate(done))
    }
  }
  return { watch, told, seen, pass, sample }
}

test('row 83: one frame that does not open says nothing yet', async () => {
  const { watch, told, seen, pass } = watched()
  seen.isOpen = true
  watch.failed('ben', 'no-key')
  await pass(10)
  expect(told).toEqual([])
  expect(seen.asked).toBe(1)
})

test('row 83: while nothing opens the reason stands, the key is asked for, and it goes once something does', async () => {
  const { watch, told, seen, pass } = watched()
  watch.failed('ben', 'wrong-key')
  await pass(6)
  expect(told).toEqual(['wrong-key'])
  expect(seen.asked).toBeGreaterThan(2)
  watch.failed('ben', 'no-key')
  await pass(1)
  expect(told).toEqual(['wrong-key', 'no-key'])
  seen.isOpen = true
  await pass(2)
  expect(told).toEqual(['wrong-key', 'no-key', null])
  const { bytes } = seen
  await pass(5)
  expect(seen.bytes).toBe(bytes)
})

test('row 83: what the SFU says nobody seals is named so, also where the worker is silent', async () => {
  const { watch, told, sample, pass } = watched({ isUnsealed: true })
  watch.saw('ben', await sample())
  await pass(3)
  watch.saw('ben', await sample())
  expect(told).toEqual(['unsealed'])
})

test('row 83: of who has gone nothing is said any more', async () => {
  const { watch, told, pass } = watched()
  watch.failed('ben', 'no-key')
  await pass(1)
  watch.forget('ben')
  await pass(6)
  expect(told).toEqual([])
})

test('row 83: where the worker never complained, a picture that stands still has nothing to do with keys', async () => {
  const { watch, told, sample, pass } = watched()
  for (let n = 0; n < 20; n += 1) {
    watch.saw('ben', await sample())
    await pass(1)
  }
  expect(told).toEqual([])
})

test('row 83: a worker that has complained enough is not waited for', async () => {
  const { watch, told, seen, sample, pass } = watched()
  watch.failed('ben', 'wrong-key')
  seen.isOpen = true
  await pass(3)
  seen.isOpen = false
  for (let n = 0; n < 12; n += 1) {
    watch.saw('ben', await sample())
    await pass(1)
  }
  expect(told).toEqual(['wrong-key'])
})
