import type { CallInfo, Member } from '@parley/protocol'
import { expect, test } from 'vitest'
import { afterCall } from '../calls/calls.ts'
import { afterMarks, reachOf } from '../marks/marks.ts'
import { afterEvent } from '../presence/presence.ts'
import { afterMember } from './members.ts'

const member = (name: string, role: Member['role'] = 'member'): Member => ({
  profile: { id: name, handle: name, name, kind: 'account' },
  role,
  state: 'joined',
  since: 1,
})
const call = (id: string, state: CallInfo['state'], room = 'hall'): CallInfo => ({
  id,
  room,
  media: 'audio',
  startedBy: 'ada',
  startedAt: 0,
  state,
  reason: null,
  participants: [],
  carrier: 'mesh',
})

test('members stand by rank and name; who has gone is not among them', () => {
  const before = [member('ada', 'owner'), member('cleo')]
  const ben = { ...member('ben'), members: 3, version: 2 }
  expect(afterMember(before, ben).map(({ profile }) => profile.id)).toEqual(['ada', 'ben', 'cleo'])
  const gone = { ...member('cleo'), state: 'left' as const, members: 1, version: 3 }
  expect(afterMember(before, gone).map(({ profile }) => profile.id)).toEqual(['ada'])
  expect(before).toHaveLength(2)
})

test('presence changes only when something changes', () => {
  const nobody = new Map()
  const one = afterEvent(nobody, { type: 'user_online', user: 'ada' })
  expect([...one]).toEqual([['ada', 'online']])
  expect(afterEvent(one, { type: 'user_online', user: 'ada' })).toBe(one)
  expect([...afterEvent(one, { type: 'user_presence', user: 'ada', state: 'away' })]).toEqual([['ada', 'away']])
  expect([...afterEvent(one, { type: 'user_offline', user: 'ada' })]).toEqual([])
})

test('the last call that ended in a room stays until another begins there', () => {
  const ended = afterCall([call('a', 'ringing')], call('a', 'ended'))
  expect(ended.map(({ state }) => state)).toEqual(['ended'])
  expect(afterCall(ended, call('a', 'live'))).toBe(ended)
  expect(afterCall(ended, call('b', 'ringing', 'attic')).map(({ id }) => id)).toEqual(['a', 'b'])
  expect(afterCall(ended, call('b', 'ringing')).map(({ id }) => id)).toEqual(['b'])
})

test('marks only grow, and others are counted, not I', () => {
  const before = [{ user: 'ben', delivered: 5, read: 3 }]
  expect(afterMarks(before, [{ user: 'ben', delivered: 4, read: 0 }])).toBe(before)
  const after = afterMarks(before, [
    { user: 'cleo', delivered: 0, read: 9 },
    { user: 'ada', delivered: 9, read: 9 },
  ])
  expect(reachOf(after, 5, 'ada')).toEqual({ delivered: 2, read: 1 })
  expect(reachOf(after, 9, 'ada')).toEqual({ delivered: 1, read: 1 })
})
