import type { Other } from '@parley/client/calls'
import type { CallInfo } from '@parley/protocol'
import { expect, test } from 'vitest'
import { peopleIn } from './present.ts'
import { isShutTo } from './shut.ts'

const sits = (user: string, joinedAt: number) => ({ user, device: `${user}-laptop`, joinedAt })
const call: CallInfo = {
  id: 'call',
  room: 'hall',
  media: 'audio',
  startedBy: 'ada',
  startedAt: 1,
  state: 'live',
  reason: null,
  participants: [sits('bo', 3), sits('ada', 1), sits('cy', 2)],
  carrier: 'mesh',
  isGroup: true,
  away: [{ user: 'dora', device: 'dora-phone' }],
}
const other = (user: string, audio: boolean): Other => ({
  user,
  device: `${user}-laptop`,
  microphone: null,
  camera: null,
  screen: null,
  screenSound: null,
  flags: { audio, video: false, screen: false, hand: null },
  isConnected: true,
  closed: null,
})

test('row 77: the people of a call stand in the order in which they came, those who are away last', () => {
  const people = peopleIn(call, [other('bo', true), other('cy', false)], { user: 'ada', isHeard: false })
  expect(people.map(({ user, voice }) => `${user} ${voice}`)).toEqual(['ada off', 'cy off', 'bo on', 'dora away'])
  expect(people.map(({ isMe }) => isMe)).toEqual([true, false, false, false])
})

test('row 77: whoever is not met yet counts as heard, until they say otherwise', () => {
  const people = peopleIn(call, [], { user: 'ada', isHeard: true })
  expect(people.slice(0, 3).map(({ voice }) => voice)).toEqual(['on', 'on', 'on'])
})

test.each([
  ['somebody new', 'eve', 'member', true],
  ['who sits there', 'bo', 'member', false],
  ['who is away', 'dora', 'member', false],
  ['a moderator', 'eve', 'moderator', false],
  ['an owner', 'eve', 'owner', false],
] as const)('row 77: a locked call for %s', (_, user, role, isShut) => {
  expect(isShutTo({ ...call, isLocked: true }, user, role)).toBe(isShut)
  expect(isShutTo(call, user, role)).toBe(false)
})
