import { type CallSignal, ParleyError } from '@parley/protocol'
import { expect, test, vi } from 'vitest'
import type { Client } from '../../client.ts'
import { systemClock } from '../../clock.ts'
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

test('a signal that the server could not take goes out before the next one', async () => {
  const { line, sent } = lineOver([refuse('busy'), refuse('busy')])
  line.send(media(true))
  line.send(media(false))
  await vi.waitFor(() => expect(sent).toEqual([media(true), media(false)].map((one) => JSON.stringify(one))))
})

test('a signal to a device that has gone is dropped', async () => {
  const { line, sent } = lineOver([refuse('not_found')])
  line.send(media(true))
  line.send(media(false))
  await vi.waitFor(() => expect(sent).toEqual([JSON.stringify(media(false))]))
})
