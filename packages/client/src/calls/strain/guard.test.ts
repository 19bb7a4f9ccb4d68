import { afterEach, expect, test } from 'vitest'
import { writable } from '../../readable.ts'
import { skippingClock } from '../../testing/skipping-clock.ts'
import { type Quality, qualityBetween } from '../quality/quality.ts'
import { sampleOf } from '../quality/sample.ts'
import type { CallState } from '../state/call-state.ts'
import { Guard } from './guard.ts'
import type { Sparing } from './sparing.ts'

const empty = sampleOf(new Map(), 0)
const calm: Quality = qualityBetween(empty, { ...empty, at: 2000 })
const idle: CallState = { kind: 'idle' }
const live: CallState = { kind: 'live', room: 'r', call: 'c', media: 'video', since: 0 } as CallState

function guard() {
  const clock = skippingClock()
  const state = writable<CallState>(idle)
  const qualities = writable<ReadonlyMap<string, Quality>>(new Map())
  const spared: boolean[] = []
  const made = new Guard({ call: { state, qualities }, local: { spare: (is) => void spared.push(is) }, clock })
  const pass = (seconds: number, quality: Partial<Quality>): Sparing => {
    for (let left = seconds; left > 0; left -= 2) {
      clock.skip(2000)
      qualities.set(new Map([['d', { ...calm, ...quality }]]))
    }
    return made.sparing.get()
  }
  return { made, state, pass, spared }
}

const busy = { framesDropped: 50 }

afterEach(() => void Reflect.deleteProperty(globalThis, 'PressureObserver'))

test('row U23: the own picture becomes small first, and all is as before with the end of the call', () => {
  const { state, pass, spared } = guard()
  state.set(live)
  expect(pass(8, busy)).toBe('own-picture')
  expect(spared).toEqual([true])
  expect(pass(10, busy)).toBe('most-pictures')
  state.set(idle)
  expect(pass(0, busy)).toBe('nothing')
  expect(spared.at(-1)).toBe(false)
})

test('row U23: whoever wants to see everybody does, for this call or for good', () => {
  const { made, state, pass } = guard()
  state.set(live)
  expect(pass(20, busy)).toBe('most-pictures')
  made.rest()
  expect(pass(60, busy)).toBe('nothing')
  state.set(idle)
  state.set(live)
  expect(pass(20, busy)).toBe('most-pictures')
  made.switch(false)
  expect(pass(60, busy)).toBe('nothing')
  made.switch(true)
  expect(pass(8, busy)).toBe('own-picture')
})

test('row U23: what the browser says of the processor counts, from the beginning of a call to its end', () => {
  let tell: (state: 'critical' | 'nominal') => void = () => undefined
  let open = 0
  Object.assign(globalThis, {
    PressureObserver: class {
      constructor(listener: (records: readonly { readonly state: string }[]) => void) {
        tell = (state) => listener([{ state }])
      }
      async observe(): Promise<void> {
        open += 1
      }
      disconnect(): void {
        open -= 1
      }
    },
  })
  const { state, pass } = guard()
  state.set(live)
  expect(open).toBe(1)
  tell('critical')
  expect(pass(20, {})).toBe('most-pictures')
  tell('nominal')
  expect(pass(40, {})).toBe('nothing')
  state.set(idle)
  expect(open).toBe(0)
})
