import { expect, test } from 'vitest'
import { skippingClock } from '../testing/skipping-clock.ts'
import { Crossing, hasCome } from './crossing.ts'
import { type Incoming, nothing } from './incoming.ts'
import { noFlags } from './media-session.ts'
import { type Sample, sampleOf } from './quality/sample.ts'

const track = {} as MediaStreamTrack
const both = { ...noFlags, audio: true, video: true }
const all: Incoming = { ...nothing, microphone: track, camera: track, flags: both }
const connected: Incoming = { ...all, isConnected: true }
const sharing: Incoming = { ...connected, screen: track, flags: { ...both, screen: true } }

function sample({ frames = 0, heard = 0, screens = 0 }): Sample {
  const video = { type: 'inbound-rtp', kind: 'video', bytesReceived: 1, framesDecoded: frames }
  const audio = { type: 'inbound-rtp', kind: 'audio', bytesReceived: 1, totalSamplesReceived: heard }
  const screen = { type: 'inbound-rtp', kind: 'video', bytesReceived: 1, framesDecoded: screens }
  return sampleOf(new Map(Object.entries({ video, audio, screen })), 0)
}

test.each([
  ['picture and sound', connected, connected, { frames: 1, heard: 480 }, true],
  ['a picture without sound', connected, connected, { frames: 9 }, false],
  ['sound without the picture', connected, connected, { heard: 4800 }, false],
  ['no path', connected, all, { frames: 9, heard: 480 }, false],
  ['sound of who sends no picture', { ...connected, camera: null }, connected, { heard: 480 }, true],
  ['a picture of who is muted', { ...connected, flags: { ...both, audio: false } }, connected, { frames: 1 }, true],
  ['one of two pictures of who shares a screen', sharing, connected, { frames: 1, heard: 480 }, false],
  ['both pictures of who shares a screen', sharing, connected, { frames: 1, heard: 480, screens: 1 }, true],
  ['nothing of who sends nothing', { ...nothing, isConnected: true }, connected, {}, true],
])('row 75: what somebody sends has come by the new way: %s', (_, before, now, counted, has) => {
  expect(hasCome(sample(counted), before, now)).toBe(has)
})

test('row 81: a picture that nobody sees does not keep a call from going over', () => {
  expect(hasCome(sample({ heard: 480 }), connected, connected, () => false)).toBe(true)
})

/** A call of three that goes over; what has come of whom is told by hand. */
function crossing() {
  const clock = skippingClock()
  const come = new Map<string, Sample>()
  const arrived: string[] = []
  let ends = 0
  const way = new Crossing({
    isShown: () => true,
    clock,
    from: { incoming: () => connected },
    to: { incoming: () => connected, samples: async () => come },
    devices: ['ben', 'cyd'],
    arrived: (device) => void arrived.push(device),
    done: () => {
      ends += 1
    },
  })
  const pass = async (ms: number): Promise<void> => {
    for (let at = 0; at < ms; at += 150) {
      clock.skip(150)
      await new Promise((done) => setImmediate(done))
    }
  }
  return {
    way,
    arrived,
    pass,
    has: (device: string) => come.set(device, sample({ frames: 1, heard: 480 })),
    ends: () => ends,
  }
}

test('row 75: the old way ends once everybody has come, on both sides', async () => {
  const { way, arrived, pass, has, ends } = crossing()
  has('ben')
  await pass(300)
  expect([arrived, way.isExpected('ben'), way.isExpected('cyd')]).toEqual([['ben'], false, true])
  way.confirmed('cyd')
  has('cyd')
  await pass(3000)
  expect([arrived, ends()]).toEqual([['ben', 'cyd'], 0])
  way.confirmed('ben')
  await pass(900)
  expect(ends()).toBe(1)
})

test('row 75: nobody is waited for who has gone', async () => {
  const { way, pass, has, ends } = crossing()
  has('ben')
  await pass(300)
  way.confirmed('ben')
  way.keep(['ben'])
  await pass(900)
  expect(ends()).toBe(1)
})

test('row 75: who does not get along does not hold the old way open for good', async () => {
  const { way, pass, ends } = crossing()
  await pass(19_000)
  expect(ends()).toBe(0)
  await pass(2000)
  expect(ends()).toBe(1)
  way.close()
})
