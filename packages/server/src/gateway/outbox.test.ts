import { PassThrough } from 'node:stream'
import { expect, test, vi } from 'vitest'
import { Frame } from './frame.ts'
import { Outbox } from './outbox.ts'

const frame = (text: string, ephemeral = false) => new Frame({ type: 'close', code: 4000, reason: text }, ephemeral)
const limits = { bytes: 10_000, frames: 50 }

function open(size = limits) {
  const stream = new PassThrough({ highWaterMark: 1 })
  let overflows = 0
  const written: Buffer[] = []
  const write = stream.write.bind(stream)
  stream.write = (chunk: Buffer) => {
    written.push(chunk)
    return write(chunk)
  }
  const outbox = new Outbox(
    stream,
    (given) => given.eventStream,
    size,
    () => {
      overflows += 1
    },
  )
  return { outbox, stream, written, overflows: () => overflows }
}

test('frames of one tick leave in one write, in order', async () => {
  const { outbox, written } = open()
  const frames = ['a', 'b', 'c'].map((text) => frame(text))
  for (const each of frames) outbox.push(each)
  await vi.waitFor(() => expect(written).toHaveLength(1))
  expect(written[0]).toEqual(Buffer.concat(frames.map((each) => each.eventStream)))
})

test('receivers of the same frames share the joined bytes', async () => {
  const boxes = [open(), open()]
  for (const each of [frame('a'), frame('b')]) for (const { outbox } of boxes) outbox.push(each)
  await vi.waitFor(() => expect(boxes.every(({ written }) => written.length === 1)).toBe(true))
  expect(boxes[0]?.written[0]).toBe(boxes[1]?.written[0])
})

test('C10: a reader that falls behind loses ephemera, and is cut when it falls further', async () => {
  const { outbox, written, overflows } = open()
  outbox.push(frame('x'.repeat(5000)))
  await vi.waitFor(() => expect(written).toHaveLength(1))
  outbox.push(frame('typing', true))
  outbox.push(frame('entry'))
  await vi.waitFor(() => expect(written).toHaveLength(2))
  expect(written[1]?.toString()).not.toContain('typing')
  expect(overflows()).toBe(0)
  outbox.push(frame('x'.repeat(9000)))
  await vi.waitFor(() => expect(overflows()).toBe(1))
})

test('C10: a reader that caught up receives ephemera again', async () => {
  const { outbox, stream, written } = open()
  outbox.push(frame('x'.repeat(5000)))
  await vi.waitFor(() => expect(written).toHaveLength(1))
  stream.resume()
  await vi.waitFor(() => expect(outbox.backlog).toBe(0))
  outbox.push(frame('typing', true))
  await vi.waitFor(() => expect(written).toHaveLength(2))
})

test('C10: more frames in one tick than may wait are an overflow, not memory', () => {
  const { outbox, overflows } = open()
  for (let at = 0; at < limits.frames + 1; at += 1) outbox.push(frame('a'))
  expect(overflows()).toBe(1)
})

test('nothing is written after the end', async () => {
  const { outbox, written } = open()
  outbox.push(frame('a'))
  outbox.flush()
  outbox.end()
  outbox.push(frame('b'))
  await new Promise(setImmediate)
  expect(written).toHaveLength(1)
})
