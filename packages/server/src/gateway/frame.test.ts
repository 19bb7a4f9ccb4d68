import { expect, test } from 'vitest'
import { Frame } from './frame.ts'

const typing = (text: string) => new Frame({ type: 'close', code: 4000, reason: text })

test.each([
  [40, 2],
  [200, 4],
  [70_000, 10],
])('a text of about %i bytes gets a header of %i bytes (RFC 6455 §5.2)', (size, head) => {
  const frame = typing('ä'.repeat(size / 2)).webSocket
  const length = head === 2 ? (frame[1] ?? 0) : head === 4 ? frame.readUInt16BE(2) : Number(frame.readBigUInt64BE(2))
  expect(frame[0]).toBe(0x81)
  expect(frame.length).toBe(head + length)
  expect(JSON.parse(frame.subarray(head).toString())).toMatchObject({ type: 'close' })
})

test('a frame is encoded once, however many receive it', () => {
  const frame = typing('once')
  expect(frame.webSocket).toBe(frame.webSocket)
  expect(frame.eventStream).toBe(frame.eventStream)
})

test('an event of the stream is one data line, whatever the text holds', () => {
  const text = typing('a\nb\r\n\ndata: c').eventStream.toString()
  expect(text.match(/\n/g)).toHaveLength(2)
  expect(text).toMatch(/^data: .*\n\n$/)
})
