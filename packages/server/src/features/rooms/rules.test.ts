import type { MembershipChange, RoomKind, RoomRole } from '@parley/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RoomFacts, Standing } from '../../ports/storage/rooms.ts'
import {
  admit,
  ban,
  type Decision,
  fitsRoom,
  invite,
  join,
  kick,
  leave,
  lineFault,
  rename,
  reopen,
  setHistory,
  setRole,
  unban,
  writeLine,
} from './rules.ts'

const is = (state: Standing['state'], role: RoomRole = 'member'): Standing => ({ state, role })
const joined = is('joined')
const facts = (some: Partial<RoomFacts>): RoomFacts => ({
  kind: 'private',
  name: 'Kitchen',
  topic: '',
  version: 7,
  lines: null,
  history: 'joined',
  members: 3,
  owners: 1,
  pair: false,
  actor: joined,
  target: joined,
  ...some,
})

/** What a decision comes to, in a word. */
function word(decision: Decision): string {
  if (decision.kind === 'refuse') return decision.error
  if (decision.kind === 'nothing') return 'nothing'
  return decision.outcome ? `${decision.change.kind} ${decision.outcome.role}` : decision.change.kind
}

describe('who may come in', () => {
  test.each<[RoomKind, Standing['state'], boolean, string]>([
    ['public', null, false, 'joined member'],
    ['public', 'left', false, 'joined member'],
    ['public', 'banned', false, 'banned'],
    ['public', null, true, 'not_found'],
    ['public', 'invited', true, 'joined member'],
    ['private', null, false, 'not_found'],
    ['private', 'left', false, 'not_found'],
    ['private', 'invited', false, 'joined member'],
    ['private', 'banned', false, 'banned'],
    ['direct', null, false, 'not_found'],
    ['direct', 'left', false, 'not_found'],
    ['direct', 'joined', false, 'nothing'],
    ['private', 'joined', true, 'nothing'],
  ])('%s room, %s, guest: %s → %s', (kind, state, isGuest, expected) => {
    expect(word(join(facts({ kind, actor: is(state) }), 'u', isGuest))).toBe(expected)
  })

  test('whoever comes into a room that everybody has left owns it, unless it is a guest', () => {
    const empty = facts({ kind: 'public', members: 0, owners: 0, actor: is('invited') })
    expect(word(join(empty, 'u', false))).toBe('joined owner')
    expect(word(join(empty, 'u', true))).toBe('joined member')
  })
})

describe('who may come into a sealed room', () => {
  test.each<[string, Partial<RoomFacts>, string]>([
    ['the invited, by a member', { target: is('invited') }, 'joined member'],
    ['who is in', {}, 'nothing'],
    ['a stranger', { target: is(null) }, 'not_found'],
    ['the banned', { target: is('banned') }, 'not_found'],
    ['the invited, by another of them', { actor: is('invited'), target: is('invited') }, 'not_a_member'],
    ['anybody, where nothing is sealed', { lines: null, target: is('invited') }, 'wrong_line'],
  ])('%s', (_, some, expected) => {
    expect(word(admit(facts({ lines: 4, ...some }), 'u'))).toBe(expected)
  })

  test('nobody, once everybody has left', () => {
    const over = facts({ lines: 4, members: 0, owners: 0, actor: is('invited') })
    expect(word(join(over, 'u', false))).toBe('not_found')
    expect(word(leave(over, 'u'))).toBe('declined member')
  })
})

describe('what a change has to say in the membership log', () => {
  const invited = { v: 1, kind: 'invited', user: 'u' } as const
  const left = { v: 1, kind: 'left', user: 'u' } as const
  const declined = { v: 1, kind: 'declined', user: 'u' } as const
  const joined = { v: 1, kind: 'joined', user: 'u' } as const
  test.each<[string, Partial<RoomFacts>, MembershipChange, number | null, string | null]>([
    ['the next line', { lines: 4 }, invited, 5, null],
    ['the first line', { lines: 0 }, invited, 1, null],
    ['one that is taken', { lines: 4 }, invited, 4, 'stale'],
    ['one too far', { lines: 4 }, invited, 6, 'stale'],
    ['no line', { lines: 4 }, invited, null, 'wrong_line'],
    ['no line when leaving', { lines: 4 }, left, null, null],
    ['no line when declining', { lines: 4 }, declined, null, null],
    ['a wrong line when leaving', { lines: 4 }, left, 4, 'stale'],
    ['no line when a pair opens again', { lines: 4, kind: 'direct', pair: true }, joined, null, null],
    ['no line when joining', { lines: 4 }, joined, null, 'wrong_line'],
    ['no line where nothing is sealed', {}, invited, null, null],
    ['a line where nothing is sealed', {}, invited, 1, 'wrong_line'],
  ])('%s', (_, some, change, index, expected) => {
    expect(lineFault(facts(some), change, index === null ? undefined : { index, body: 'b' })).toBe(expected)
  })

  test('members write lines that change nothing else, in sealed rooms', () => {
    expect(word(writeLine(facts({ lines: 0 })))).toBe('line')
    expect(word(writeLine(facts({})))).toBe('wrong_line')
    expect(word(writeLine(facts({ lines: 0, actor: is('invited') })))).toBe('not_a_member')
  })
})

describe('who may go', () => {
  test.each<[string, Partial<RoomFacts>, string]>([
    ['a member', {}, 'left member'],
    ['the invited decline', { actor: is('invited') }, 'declined member'],
    ['a stranger', { actor: is(null) }, 'not_a_member'],
    ['who left before', { actor: is('left') }, 'not_a_member'],
    ['the last owner among others', { actor: is('joined', 'owner') }, 'last_owner'],
    ['one of two owners', { actor: is('joined', 'owner'), owners: 2 }, 'left member'],
    ['the last owner alone', { actor: is('joined', 'owner'), members: 1 }, 'left member'],
    ['one of a direct message of two', { kind: 'direct', pair: true, owners: 0 }, 'left member'],
    ['one of a larger direct message', { kind: 'direct', owners: 0 }, 'left member'],
  ])('%s', (_, some, expected) => {
    expect(word(leave(facts(some), 'u'))).toBe(expected)
  })

  test('only a direct message of two opens again for who closed it', () => {
    expect(word(reopen(facts({ kind: 'direct', pair: true, target: is('left') }), 'u'))).toBe('joined member')
    expect(word(reopen(facts({ kind: 'direct', pair: true }), 'u'))).toBe('nothing')
    expect(word(reopen(facts({ kind: 'direct', target: is('left') }), 'u'))).toBe('nothing')
  })
})

describe('who may invite', () => {
  test.each<[string, Partial<RoomFacts>, string]>([
    ['a member', { target: is(null) }, 'invited member'],
    ['a member, somebody who left', { target: is('left') }, 'invited member'],
    ['twice', { target: is('invited') }, 'nothing'],
    ['who is in', {}, 'nothing'],
    ['the banned', { target: is('banned') }, 'banned'],
    ['into a direct message', { kind: 'direct', target: is(null) }, 'forbidden'],
    ['the invited', { actor: is('invited'), target: is(null) }, 'not_a_member'],
  ])('%s', (_, some, expected) => {
    expect(word(invite(facts(some), 'u'))).toBe(expected)
  })
})

describe('who may remove whom', () => {
  const owner = is('joined', 'owner')
  const moderator = is('joined', 'moderator')
  test.each<[Standing, Standing, string, string, string]>([
    [owner, moderator, 'kicked member', 'banned member', 'not_found'],
    [moderator, joined, 'kicked member', 'banned member', 'not_found'],
    [moderator, is('invited'), 'kicked member', 'banned member', 'not_found'],
    [moderator, is(null), 'not_found', 'banned member', 'not_found'],
    [moderator, is('left'), 'not_found', 'banned member', 'not_found'],
    [moderator, is('banned'), 'not_found', 'nothing', 'unbanned member'],
    [moderator, moderator, 'forbidden', 'forbidden', 'forbidden'],
    [moderator, owner, 'forbidden', 'forbidden', 'forbidden'],
    [owner, owner, 'forbidden', 'forbidden', 'forbidden'],
    [joined, is('banned'), 'forbidden', 'forbidden', 'forbidden'],
    [is('left'), joined, 'not_a_member', 'not_a_member', 'not_a_member'],
  ])('%j on %j: kick %s, ban %s, unban %s', (actor, target, kicked, banned, unbanned) => {
    const at = facts({ actor, target })
    expect([kick, ban, unban].map((rule) => word(rule(at, 'u')))).toEqual([kicked, banned, unbanned])
  })

  test('nobody in a direct message', () => {
    const at = facts({ kind: 'direct', actor: owner })
    expect([kick, ban, unban].map((rule) => word(rule(at, 'u')))).toEqual(['forbidden', 'forbidden', 'forbidden'])
  })
})

test('an owner gives roles; the last one keeps theirs', () => {
  const owner = is('joined', 'owner')
  const by = (some: Partial<RoomFacts>, role: RoomRole) => word(setRole(facts({ actor: owner, ...some }), 'u', role))
  expect(by({}, 'moderator')).toBe('role moderator')
  expect(by({}, 'member')).toBe('nothing')
  expect(by({ target: is('invited') }, 'moderator')).toBe('not_found')
  expect(by({ target: owner }, 'member')).toBe('last_owner')
  expect(by({ target: owner, owners: 2 }, 'member')).toBe('role member')
  expect(by({ actor: is('joined', 'moderator') }, 'member')).toBe('forbidden')
  expect(by({ kind: 'direct' }, 'owner')).toBe('forbidden')
})

test('an owner says what newcomers of a sealed room are given, and nobody else', () => {
  const owner = is('joined', 'owner')
  const call = (some: Partial<RoomFacts>, history: 'joined' | 'shared') => word(setHistory(facts(some), history))
  expect(call({ actor: owner, lines: 4 }, 'shared')).toBe('history')
  expect(call({ actor: owner, lines: 4 }, 'joined')).toBe('nothing')
  expect(call({ actor: owner, lines: 4, history: 'shared' }, 'joined')).toBe('history')
  expect(call({ actor: is('joined', 'moderator'), lines: 4 }, 'shared')).toBe('forbidden')
  expect(call({ actor: is('left', 'owner'), lines: 4 }, 'shared')).toBe('not_a_member')
  expect(call({ actor: owner, lines: 4, kind: 'direct' }, 'shared')).toBe('forbidden')
  expect(call({ actor: owner }, 'shared')).toBe('wrong_line')
  expect(call({ actor: owner, kind: 'public' }, 'shared')).toBe('wrong_line')
})

test('a public name has 80 characters and a topic 400; other rooms keep what they are given', () => {
  const moderator = is('joined', 'moderator')
  const call = (some: Partial<RoomFacts>, name: string, topic = '') => word(rename(facts(some), { name, topic }))
  expect(call({ actor: moderator }, 'n'.repeat(81))).toBe('renamed')
  expect(call({ actor: moderator, kind: 'public' }, 'n'.repeat(81))).toBe('too_large')
  expect(call({ actor: moderator, kind: 'public' }, 'n', 't'.repeat(401))).toBe('too_large')
  expect(call({ actor: moderator, kind: 'public' }, 'n'.repeat(80), 't'.repeat(400))).toBe('renamed')
  expect(call({ actor: moderator }, 'Kitchen')).toBe('nothing')
  expect(call({}, 'Cellar')).toBe('forbidden')
  expect(call({ actor: moderator, lines: 4 }, 'Cellar')).toBe('wrong_line')
  expect(fitsRoom('private', { name: 'n'.repeat(2000), topic: '' })).toBe(true)
})

const users = ['ada', 'ben', 'chloé', 'dalia'] as const
type User = (typeof users)[number]
const step = fc.record({
  actor: fc.constantFrom(...users),
  target: fc.constantFrom(...users),
  what: fc.constantFrom('join', 'leave', 'invite', 'kick', 'ban', 'unban', 'owner', 'moderator', 'member'),
})

function decide({ actor, target, what }: { actor: User; target: User; what: string }, at: RoomFacts): Decision {
  switch (what) {
    case 'join':
      return join({ ...at, target: at.actor }, actor, false)
    case 'leave':
      return leave({ ...at, target: at.actor }, actor)
    case 'invite':
      return invite(at, target)
    case 'kick':
      return kick(at, target)
    case 'ban':
      return ban(at, target)
    case 'unban':
      return unban(at, target)
    default:
      return setRole(at, target, what as RoomRole)
  }
}

test('whatever people do, a room with members has an owner, and nobody touches those above them', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('public' as const, 'private' as const),
      fc.array(step, { maxLength: 60 }),
      (kind, steps) => {
        const room = new Map<User, Standing>([['ada', is('joined', 'owner')]])
        const of = (user: User) => room.get(user) ?? is(null)
        for (const one of steps) {
          const there = [...room.values()].filter(({ state }) => state === 'joined')
          const owners = there.filter(({ role }) => role === 'owner').length
          const at = facts({ kind, members: there.length, owners, actor: of(one.actor), target: of(one.target) })
          const decision = decide(one, at)
          if (decision.kind !== 'change' || !decision.outcome) continue
          const { user, role, state } = decision.outcome
          const before = of(user as User)
          if (user !== one.actor && before.state === 'joined') {
            expect(at.actor.role === 'owner' || (at.actor.role === 'moderator' && before.role === 'member')).toBe(true)
          }
          expect(before.state === 'banned' && state === 'joined').toBe(false)
          room.set(user as User, { role, state })
          const left = [...room.values()].filter((standing) => standing.state === 'joined')
          expect(left.length === 0 || left.some((standing) => standing.role === 'owner')).toBe(true)
        }
      },
    ),
    { numRuns: 1000 },
  )
})
