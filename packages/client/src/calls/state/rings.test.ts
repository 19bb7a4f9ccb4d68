import type { CallInfo } from '@parley/protocol'
import { expect, test } from 'vitest'
import { callOfDevice, ringEnd, ringsFor } from './rings.ts'

const ada = { user: 'ada', device: 'ada-phone', joinedAt: 1 }
const call = (more: Partial<CallInfo> = {}): CallInfo => ({
  id: 'c',
  room: 'r',
  media: 'video',
  startedBy: 'ada',
  startedAt: 1,
  state: 'ringing',
  reason: null,
  participants: [ada],
  carrier: 'mesh',
  ...more,
})

test('a call rings for those who did not make it, the oldest first', () => {
  const older = call({ id: 'older', startedAt: 0 })
  expect(ringsFor([call(), older], 'bo').map(({ id }) => id)).toEqual(['older', 'c'])
  expect(ringsFor([call()], 'ada')).toEqual([])
  expect(ringsFor([call({ state: 'live' }), call({ state: 'ended' })], 'bo')).toEqual([])
})

const bo = (device: string) => ({ user: 'bo', device, joinedAt: 2 })

test.each([
  [call(), null],
  [undefined, null],
  [call({ state: 'live', participants: [ada, bo('bo-laptop')] }), null],
  [call({ state: 'live', participants: [ada, bo('bo-phone')] }), 'answered-elsewhere'],
  [call({ state: 'ended', reason: 'declined' }), 'declined-elsewhere'],
  [call({ state: 'ended', reason: 'missed' }), 'missed'],
  [call({ state: 'ended', reason: 'hung-up' }), null],
])('what is said about a ring that is gone: %#', (now, said) => {
  expect(ringEnd(now, 'bo', 'bo-laptop')).toBe(said)
})

test('the call of a device is the live one that has it', () => {
  const live = call({ state: 'live', participants: [ada, bo('bo-laptop')] })
  expect(callOfDevice([call(), live], 'bo-laptop')).toBe(live)
  expect(callOfDevice([live], 'bo-phone')).toBeUndefined()
})
