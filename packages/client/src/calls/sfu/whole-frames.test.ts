import { expect, test } from 'vitest'
import { skippingClock } from '../../testing/skipping-clock.ts'
import { type PictureSender, WholeFrames } from './whole-frames.ts'

function sender(layers: number) {
  const asked: number[] = []
  const made: PictureSender = {
    getParameters: () => ({ encodings: Array.from({ length: layers }, () => ({})) }) as RTCRtpSendParameters,
    setParameters: async (_, { encodingOptions }) => {
      asked.push(encodingOptions.filter(({ keyFrame }) => keyFrame).length)
    },
  }
  return { made, asked }
}

test('row 83: whoever asks gets a whole frame of every picture and size at once, many together one more', () => {
  const clock = skippingClock()
  const [camera, screen] = [sender(3), sender(1)]
  const frames = new WholeFrames(() => [camera.made, screen.made], clock)
  frames.ask()
  expect([camera.asked, screen.asked]).toEqual([[3], [1]])
  for (let more = 0; more < 30; more += 1) frames.ask()
  expect(camera.asked).toEqual([3])
  clock.skip(500)
  expect(camera.asked).toEqual([3, 3])
  clock.skip(5000)
  expect(camera.asked).toEqual([3, 3])
  frames.ask()
  frames.ask()
  frames.close()
  clock.skip(5000)
  expect(camera.asked).toEqual([3, 3, 3])
})
