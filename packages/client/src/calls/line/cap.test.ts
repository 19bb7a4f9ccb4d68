import { expect, test } from 'vitest'
import { withCap } from './cap.ts'

const lines = (...all: string[]): string => all.map((line) => `${line}\r\n`).join('')
const voice = ['m=audio 9 UDP/TLS/RTP/SAVPF 111', 'c=IN IP4 0.0.0.0', 'a=mid:0']
const picture = (mid: number, ...limit: string[]) => [
  'm=video 9 UDP/TLS/RTP/SAVPF 96',
  'c=IN IP4 0.0.0.0',
  ...limit,
  `a=mid:${mid}`,
]

test('pictures have the limit behind their connection line, and voices have none', () => {
  const sdp = lines('v=0', ...voice, ...picture(1), ...picture(2))
  const limited = lines('v=0', ...voice, ...picture(1, 'b=AS:900'), ...picture(2, 'b=AS:900'))
  expect(withCap(sdp, 900)).toBe(limited)
  expect(withCap(limited, null)).toBe(sdp)
})

test('another limit takes the place of the one before', () => {
  const sdp = lines('v=0', ...picture(0, 'b=AS:500'), ...voice)
  expect(withCap(sdp, 1500)).toBe(lines('v=0', ...picture(0, 'b=AS:1500'), ...voice))
})
