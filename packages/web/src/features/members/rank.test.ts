import type { Member, RoomRole } from '@parley/protocol'
import { expect, test } from 'vitest'
import { powersOver } from './rank.ts'

const member = (role: RoomRole, more: Partial<Member> = {}): Member => ({
  profile: { id: 'bo', handle: 'bo', name: 'Bo', kind: 'account' },
  role,
  state: 'joined',
  since: 1,
  ...more,
})
const as = (role: RoomRole) => ({ kind: 'public', role, me: 'me' }) as const

test.each([
  ['member', 'member', []],
  ['moderator', 'owner', []],
  ['moderator', 'moderator', []],
  ['moderator', 'member', ['remove', 'ban']],
  ['owner', 'member', ['makeOwner', 'makeModerator', 'remove', 'ban']],
  ['owner', 'moderator', ['makeOwner', 'makeMember', 'remove', 'ban']],
  ['owner', 'owner', ['makeMember']],
] as const)('a %s over a %s', (mine, theirs, powers) => {
  expect(powersOver(member(theirs), as(mine))).toEqual(powers)
})

test('nobody over themselves, nor in direct messages', () => {
  expect(powersOver(member('member'), { ...as('owner'), me: 'bo' })).toEqual([])
  expect(powersOver(member('member'), { ...as('owner'), kind: 'direct' })).toEqual([])
})

test('guests get no ranks; the invited can be asked to stay away', () => {
  const guest = member('member', { profile: { id: 'g', handle: null, name: 'G', kind: 'guest' } })
  expect(powersOver(guest, as('owner'))).toEqual(['remove', 'ban'])
  expect(powersOver(member('member', { state: 'invited' }), as('moderator'))).toEqual(['withdraw', 'ban'])
})
