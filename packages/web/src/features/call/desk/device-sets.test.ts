import { expect, test } from 'vitest'
import { type DeviceSet, recalled, remembered, setOf } from './device-sets.ts'

const device = (id: string) => ({ id, label: id })
const laptop = { microphones: [device('built-in')], cameras: [device('webcam')], speakers: [device('built-in-out')] }
const desk = { ...laptop, microphones: [device('headset'), device('built-in')] }
const plain = { microphone: null, camera: null, speaker: null, noiseSuppression: true }
const atDesk = { ...plain, microphone: 'headset', noiseSuppression: false }

test('row 72: each set of devices has its own choices, whatever order the browser lists them in', () => {
  const sets = remembered(remembered([], setOf(desk), atDesk), setOf(laptop), plain)
  expect(recalled(sets, desk, plain)).toEqual(atDesk)
  expect(recalled(sets, { ...desk, microphones: desk.microphones.toReversed() }, plain)).toEqual(atDesk)
  expect(recalled(sets, laptop, atDesk)).toEqual(plain)
})

test('row 72: with devices that were never there together goes on what is there of the last choice', () => {
  expect(recalled([], desk, atDesk)).toEqual(atDesk)
  expect(recalled([], laptop, { ...atDesk, camera: 'webcam' })).toEqual({
    ...atDesk,
    microphone: null,
    camera: 'webcam',
  })
})

test('row 72: the sets that were used last are kept, each once', () => {
  let sets: readonly DeviceSet[] = []
  for (let n = 0; n < 40; n += 1) sets = remembered(sets, `set ${n % 20}`, plain)
  expect(sets).toHaveLength(16)
  expect([sets[0]?.devices, sets.at(-1)?.devices]).toEqual(['set 19', 'set 4'])
})
