import { type CallSignal, ParleyError } from '@parley/protocol'
import { expect, test, vi } from 'vitest'
import type { Client } from '../../client.ts'
import { systemClock } from '../../clock.ts'
import { readSignals } from './read-signal.ts'
import { SignalLine } from './signal-line.ts'

const media = (audio: boolean): CallSignal => ({ v: 1, kind: 'media', audio, video: false })
const hasty = { ...systemClock, after: (_ms: number, then: () => void) => systemClock.after(0, then) }

function lineOver(answers: (() => void)[]): { line: SignalLine; sent: string[] } {
  const sent: string[] = []
  const signal: Client['signal'] = async (_to, body) => {
    answers.shift()?.()
    sent.push(body)
  }
  return { line: new SignalLine({ signal }, { room: 'r', call: 'c', device: 'd' }, hasty), sent }
}

const refuse = (code: 'busy' | 'not_found') => (): never => {
  throw new ParleyError(code)
}

const texts = (...signals: readonly CallSignal[]): readonly string[] => signals.map((one) => JSON.stringify(one))
const ack = (index: number): CallSignal => ({ v: 1, kind: 'media-key-ack', index })
const several = (...signals: readonly CallSignal[]): string => JSON.stringify({ v: 1, kind: 'several', signals })

test('a signal that the server could not take goes out before the next one', async () => {
  const { line, sent } = lineOver([refuse('busy'), refuse('busy')])
  line.send(ack(1))
  line.send(ack(2))
  await vi.waitFor(() => expect(sent).toEqual(texts(ack(1), ack(2))))
})

test('a signal to a device that has gone is dropped', async () => {
  const { line, sent } = lineOver([refuse('not_found')])
  line.send(ack(1))
  line.send(ack(2))
  await vi.waitFor(() => expect(sent).toEqual(texts(ack(2))))
})

test('what waits while one is under way goes together, in its order', async () => {
  const { line, sent } = lineOver([])
  for (let n = 0; n < 4; n += 1) line.send(ack(n))
  await vi.waitFor(() => expect(sent).toEqual([...texts(ack(0)), several(ack(1), ack(2), ack(3))]))
})

test('of what is so now only the last goes', async () => {
  const { line, sent } = lineOver([])
  line.send(ack(0))
  for (const audio of [true, false, true]) line.send(media(audio))
  line.send(ack(1))
  line.send(media(false))
  await vi.waitFor(() => expect(sent).toEqual([...texts(ack(0)), several(ack(1), media(false))]))
})

test('neither too many nor too large ones go together, and none is lost', async () => {
  const offer = (n: number): CallSignal => ({ v: 1, kind: 'webrtc-offer', sdp: `${n}`.padEnd(9000, 'x') })
  const { line, sent } = lineOver([])
  const all = [offer(0), offer(1), offer(2), offer(3), ...Array.from({ length: 120 }, (_, n) => ack(n))]
  for (const one of all) line.send(one)
  await vi.waitFor(() => expect(sent.flatMap((body) => [...readSignals(body)])).toEqual(all))
  expect(sent.map((body) => readSignals(body).length)).toEqual([1, 2, 50, 50, 21])
  expect(Math.max(...sent.map((body) => body.length))).toBeLessThan(21_000)
})
