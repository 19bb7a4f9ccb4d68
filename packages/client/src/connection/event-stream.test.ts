import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eventData } from './event-stream.ts'

function stream(bytes: Uint8Array, cuts: readonly number[]): ReadableStream<Uint8Array> {
  const at = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b)
  const pieces = [...at, bytes.length].map((end, n) => bytes.slice(at[n - 1] ?? 0, end))
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece)
      controller.close()
    },
  })
}

async function read(text: string, cuts: readonly number[] = []): Promise<readonly string[]> {
  const found: string[] = []
  for await (const data of eventData(stream(new TextEncoder().encode(text), cuts))) found.push(data)
  return found
}

test('gives the data of each event; comments, names and a last half event are left out', async () => {
  const text = ': hello\n\nevent: x\ndata: one\n\ndata:two\ndata: lines\n\nid: 7\n\ndata: half'
  expect(await read(text)).toEqual(['one', 'two\nlines'])
})

test('wherever the network cuts, also inside a character', async () => {
  const line = fc.string({ unit: 'grapheme' }).map((text) => JSON.stringify(text))
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 8 }),
      fc.array(fc.nat(400), { maxLength: 12 }),
      async (events, cuts) => {
        expect(await read(events.map((event) => `data: ${event}\n\n`).join(''), cuts)).toEqual(events)
      },
    ),
  )
})
