import { defaultLimits, type InputOf, makeId } from '@parley/protocol'
import { expect, test } from 'vitest'
import type { Courier } from './courier.ts'
import { sendAll } from './requests.ts'

const id = (n: number): string => makeId(n, new Uint8Array(10).fill(n))

test('a key for many devices goes out in commands that fit a frame, each device once', async () => {
  const sent: InputOf<'inbox.send'>[] = []
  const courier = async (_: string, input: unknown): Promise<unknown> => {
    sent.push(input as InputOf<'inbox.send'>)
    return {}
  }
  const content = { ciphertext: { key: { body: 'A'.repeat(1000), type: 0 } } }
  const body = JSON.stringify({ type: 'm.room.encrypted', content })
  const all = Array.from({ length: 150 }, (_, n) => ({ user: id(1), device: id(n + 2), body }))
  await sendAll(courier as Courier, all)
  expect(sent.flatMap(({ messages }) => messages)).toEqual(all)
  for (const input of sent) {
    const frame = JSON.stringify({ type: 'do', id: 1, command: 'inbox.send', input })
    expect(frame.length).toBeLessThan(defaultLimits.frameBytes)
  }
})
