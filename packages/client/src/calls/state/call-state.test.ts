import type { CallInfo } from '@parley/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CallInput, type CallState, isOf, isRunning, next, patienceOf, sitsIn } from './call-state.ts'
import { type Effect, effectsOf } from './effects.ts'

const info = (more: Partial<CallInfo> = {}): CallInfo => ({
  id: 'c',
  room: 'r',
  media: 'video',
  startedBy: 'ada',
  startedAt: 1,
  state: 'ringing',
  reason: null,
  participants: [],
  carrier: 'mesh',
  ...more,
})
const live = info({ state: 'live' })
const ended = (reason: NonNullable<CallInfo['reason']>): CallInfo => info({ state: 'ended', reason })
const seen = (call: CallInfo, now = 9): CallInput => ({ kind: 'seen', call, me: 'ada', device: 'laptop', now })

function run(...inputs: CallInput[]): { states: CallState['kind'][]; last: CallState; effects: Effect['do'][] } {
  let state: CallState = { kind: 'idle' }
  const states: CallState['kind'][] = []
  const effects: Effect['do'][] = []
  for (const input of inputs) {
    const after = next(state, input)
    effects.push(...effectsOf(state, after).map((effect) => effect.do))
    state = after
    states.push(state.kind)
  }
  return { states, last: state, effects }
}

const start: CallInput = { kind: 'start', room: 'r', media: 'video' }
const rung: CallInput = { kind: 'admitted', call: info(), me: 'ada' }
const answer: CallInput = { kind: 'answer', call: info({ startedBy: 'bo' }), me: 'ada', media: 'audio' }
const admittedLive: CallInput = { kind: 'admitted', call: live, me: 'ada' }
const connected: CallInput = { kind: 'connected', now: 100 }
const leave: CallInput = { kind: 'leave', now: 350 }

describe('a call that I make', () => {
  test('is asked for, rings, is answered, lives, and is written down when I leave', () => {
    const ask: CallInput = { kind: 'ask', room: 'r', media: 'video' }
    const { states, last, effects } = run(ask, start, rung, seen(live), connected, leave)
    expect(states).toEqual(['asking', 'ringing', 'ringing', 'joining', 'live', 'ended'])
    expect(last).toMatchObject({ reason: 'left', lasted: 250, isMine: true })
    expect(effects).toEqual(['start', 'close', 'leave', 'record'])
  })

  test('row 64: is one with that of the other who called at the same moment', () => {
    const theirs = info({ id: 'theirs', startedBy: 'bo', state: 'live' })
    const { states, last } = run(start, { kind: 'admitted', call: theirs, me: 'ada' }, connected)
    expect(states).toEqual(['ringing', 'joining', 'live'])
    expect(last).toMatchObject({ call: 'theirs', isMine: false })
  })

  test.each([
    ['declined', 'declined'],
    ['busy', 'busy'],
    ['missed', 'missed'],
  ] as const)('and that is %s is written down as such', (reason, outcome) => {
    const state = next(next(next({ kind: 'idle' }, start), rung), seen(ended(reason)))
    const effects = effectsOf({ kind: 'ringing', room: 'r', media: 'video', call: 'c' }, state)
    expect(effects).toContainEqual({
      do: 'record',
      room: 'r',
      content: { v: 1, kind: 'call', call: 'c', media: 'video', outcome, lasted: 0 },
    })
  })

  test('and that I take back counts as missed', () => {
    expect(run(start, rung, leave).effects).toEqual(['start', 'close', 'leave', 'record'])
  })

  test('and that I take back after it was answered failed, and was not missed', () => {
    const connecting = next(next(next({ kind: 'idle' }, start), rung), seen(live))
    const effects = effectsOf(connecting, next(connecting, leave))
    expect(effects.map((effect) => effect.do)).toEqual(['close', 'leave', 'record'])
    expect(effects[2]).toMatchObject({ content: { outcome: 'failed', lasted: 0 } })
  })

  test('goes on ringing after a reload', () => {
    const rejoin: CallInput = { kind: 'rejoin', call: info(), me: 'ada', since: null }
    const { states, effects } = run(rejoin, rung, seen(live), connected)
    expect(states).toEqual(['ringing', 'ringing', 'joining', 'live'])
    expect(effects).toEqual(['join'])
  })

  test('and that the server refuses ends at once', () => {
    const { last, effects } = run(start, { kind: 'refused', reason: 'busy', call: 'c', now: 1 })
    expect(last).toMatchObject({ kind: 'ended', reason: 'busy', call: 'c' })
    expect(effects).toEqual(['start', 'close', 'record'])
  })
})

describe('a call that I answer', () => {
  test('is joined, breaks, mends, and ends with the other', () => {
    const { states, last, effects } = run(
      answer,
      admittedLive,
      connected,
      { kind: 'interrupted' },
      { kind: 'connected', now: 200 },
      seen(ended('hung-up'), 500),
      { kind: 'dismiss' },
    )
    expect(states).toEqual(['joining', 'joining', 'live', 'reconnecting', 'live', 'ended', 'idle'])
    expect(last).toEqual({ kind: 'idle' })
    expect(effects).toEqual(['join', 'close'])
  })

  test('answered elsewhere: it ends here without a word to the server', () => {
    const there = info({ state: 'live', participants: [{ user: 'ada', device: 'phone', joinedAt: 1 }] })
    const { last, effects } = run(answer, seen(there), admittedLive, seen(there))
    expect(last).toMatchObject({ kind: 'ended', reason: 'moved' })
    expect(effects).toEqual(['join', 'close'])
  })

  test('while in another does nothing until that one is left', () => {
    const second: CallInput = { ...answer, call: info({ id: 'second', startedBy: 'bo' }) }
    const { states, effects } = run(start, rung, seen(live), connected, second, leave, second)
    expect(states.slice(-4)).toEqual(['live', 'live', 'ended', 'joining'])
    expect(effects).toEqual(['start', 'close', 'leave', 'record', 'join'])
  })

  test('after a reload goes on counting from its beginning', () => {
    const { last } = run({ kind: 'rejoin', call: live, me: 'ada', since: 40 }, admittedLive, connected)
    expect(last).toMatchObject({ kind: 'live', since: 40 })
  })
})

describe('media that do not come', () => {
  const late: CallInput = { kind: 'late', now: 900 }

  test('end the call as failed, and the other is told', () => {
    const { last, effects } = run(answer, admittedLive, late)
    expect(last).toMatchObject({ kind: 'ended', reason: 'failed', call: 'c' })
    expect(effects).toEqual(['join', 'close', 'leave'])
    expect(run(answer, admittedLive, connected, { kind: 'interrupted' }, late).last).toMatchObject({ reason: 'failed' })
  })

  test('row 65: for which no path is found end it with that on both sides, and are looked for until then', () => {
    const stuck: CallInput = { kind: 'stuck' }
    expect(run(answer, admittedLive, stuck).last).toMatchObject({ kind: 'joining', isStuck: true })
    const { last, effects } = run(answer, admittedLive, stuck, stuck, late)
    expect(last).toMatchObject({ kind: 'ended', reason: 'no-path', call: 'c' })
    expect(effects).toEqual(['join', 'close', 'leave'])
    expect(run(answer, admittedLive, stuck, seen(ended('hung-up'))).last).toMatchObject({ reason: 'no-path' })
    expect(run(answer, admittedLive, stuck, connected, seen(ended('hung-up'))).last).toMatchObject({
      reason: 'hung-up',
    })
    expect(run(start, rung, stuck).last.kind).toBe('ringing')
  })

  test('are not waited for while it rings, and have come while it is live', () => {
    expect(run(start, rung, late).last.kind).toBe('ringing')
    expect(run(answer, admittedLive, connected, late).last.kind).toBe('live')
    const kinds = ['idle', 'ringing', 'joining', 'live', 'reconnecting'] as const
    const waits = kinds.map((kind) => patienceOf({ kind } as CallState))
    expect(waits).toEqual([null, null, 30_000, null, 60_000])
    // In a room of many somebody else may come, to whom there is a path.
    const inRooms = kinds.map((kind) => patienceOf({ kind, isGroup: true } as CallState))
    expect(new Set(inRooms)).toEqual(new Set([null]))
  })
})

test.each([
  [
    [start, rung, seen(live), connected],
    ['start', 'close'],
  ],
  [[{ kind: 'ask', room: 'r', media: 'video' }], ['close']],
  [
    [answer, admittedLive, connected, leave],
    ['join', 'close', 'leave'],
  ],
] as [CallInput[], string[]][])('row 71: who signs out has no call, and no open device: %#', (inputs, done) => {
  const { last, effects } = run(...inputs, { kind: 'signed-out' })
  expect(last).toEqual({ kind: 'idle' })
  expect(effects).toEqual(done)
})

test('row 64: an answer about another call than the one under way is none of it', () => {
  const ringing = next({ kind: 'idle' }, start)
  expect(isOf(ringing, info({ id: 'any' }))).toBe(true)
  expect(isOf(ringing, info({ room: 'other' }))).toBe(false)
  expect(isOf(next(ringing, rung), info({ id: 'other' }))).toBe(false)
  expect(isOf({ kind: 'idle' }, info())).toBe(false)
})

test('whatever happens: one opening for one closing, one record at most, and only a running call goes live', () => {
  const calls = fc.constantFrom(info(), live, ended('missed'), ended('hung-up'), info({ id: 'x', state: 'live' }))
  const inputs: fc.Arbitrary<CallInput> = fc.oneof(
    fc.constantFrom<CallInput>(start, rung, admittedLive, connected, leave, { kind: 'dismiss' }),
    fc.constantFrom<CallInput>({ kind: 'interrupted' }, { kind: 'stuck' }, { kind: 'taken-over', now: 5 }, answer),
    fc.constantFrom<CallInput>({ kind: 'late', now: 6 }, { kind: 'signed-out' }),
    fc.constantFrom('c', 'x').map((call): CallInput => ({ kind: 'removed', call, by: 'mona', now: 7 })),
    fc.constantFrom<CallInput>({ kind: 'ask', room: 'r', media: 'audio' }),
    fc.constantFrom<CallInput>({ kind: 'refused', reason: 'failed', call: null, now: 5 }),
    calls.map((call) => seen(call)),
    calls.map((call): CallInput => ({ kind: 'rejoin', call, me: 'ada', since: null })),
  )
  fc.assert(
    fc.property(fc.array(inputs, { maxLength: 40 }), (all) => {
      let state: CallState = { kind: 'idle' }
      let open = 0
      for (const input of all) {
        const after = next(state, input)
        const effects = effectsOf(state, after)
        if (after.kind === 'live' && state.kind !== 'live') expect(isRunning(state)).toBe(true)
        for (const effect of effects) {
          if (effect.do === 'start' || effect.do === 'join') open += 1
          if (effect.do === 'close') open = Math.max(0, open - 1)
          expect(open).toBeLessThanOrEqual(1)
        }
        expect(effects.filter((effect) => effect.do === 'record').length).toBeLessThanOrEqual(1)
        if (!isRunning(after)) expect(open).toBe(0)
        state = after
      }
    }),
  )
})

describe('row 77: a call in a room of many', () => {
  const among = (...users: string[]): CallInfo =>
    info({
      state: 'live',
      isGroup: true,
      participants: users.map((user) => ({ user, device: user === 'ada' ? 'laptop' : `${user}-phone`, joinedAt: 1 })),
    })
  const admitted = (call: CallInfo): CallInput => ({ kind: 'admitted', call, me: 'ada' })

  test('waits for others without end, lives while somebody is there, and is not written down', () => {
    const { states, last, effects } = run(
      start,
      admitted(among('ada')),
      seen(among('ada')),
      { kind: 'late', now: 90 },
      seen(among('ada', 'bo')),
      connected,
      seen(among('ada')),
      seen(among('ada', 'cy')),
      leave,
    )
    expect(states).toEqual(['ringing', 'joining', 'alone', 'alone', 'joining', 'live', 'alone', 'joining', 'ended'])
    expect(last).toMatchObject({ reason: 'left', lasted: 250 })
    expect(effects).toEqual(['start', 'close', 'leave'])
  })

  const removed: CallInput = { kind: 'removed', call: 'c', by: 'mona', now: 400 }
  const rejoin: CallInput = { kind: 'rejoin', call: among('ada', 'bo'), me: 'ada', since: null }
  test('ends for whoever a moderator takes out, with who that was; the server is told nothing', () => {
    const { last, effects } = run(start, admitted(among('ada', 'bo')), connected, removed)
    expect(last).toMatchObject({ kind: 'ended', reason: 'removed', by: 'mona', lasted: 300 })
    expect(effects).toEqual(['start', 'close'])
    expect(run(start, admitted(among('ada')), seen(among('ada')), removed).last).toMatchObject({ reason: 'removed' })
    expect(run(rejoin, admitted(among('ada', 'bo')), removed).last).toMatchObject({ reason: 'removed' })
  })

  test('is no business of a tab that is not in it, or not yet, when somebody is taken out', () => {
    const other: CallInput = { kind: 'removed', call: 'another', by: 'mona', now: 400 }
    expect(run(start, admitted(among('ada', 'bo')), connected, other).last.kind).toBe('live')
    // Their other device was taken out while this one is on its way in.
    expect(run(rejoin, removed, admitted(among('ada', 'bo')), connected).last.kind).toBe('live')
    expect(run(removed).last).toEqual({ kind: 'idle' })
    const joining = run(rejoin).last
    expect([sitsIn(joining, 'c'), sitsIn(next(joining, admitted(among('ada', 'bo'))), 'c')]).toEqual([false, true])
    expect([sitsIn({ kind: 'idle' }, 'c'), sitsIn(next({ kind: 'idle' }, start), 'c')]).toEqual([false, false])
  })

  test('that is locked is not entered, and nothing is written down', () => {
    const locked: CallInput = { kind: 'refused', reason: 'locked', call: null, now: 5 }
    const { last, effects } = run(start, locked)
    expect(last).toMatchObject({ kind: 'ended', reason: 'locked', by: null })
    expect(effects).toEqual(['start', 'close'])
    expect(run(rejoin, locked).effects).toEqual(['join', 'close'])
  })

  test('that goes over a server is left by a browser that cannot seal, whenever it does', () => {
    const unable: CallInput = { kind: 'refused', reason: 'cannot-seal', call: 'c', now: 300 }
    expect(run(start, admitted(among('ada')), unable).effects).toEqual(['start', 'close', 'leave'])
    const { last, effects } = run(start, admitted(among('ada', 'bo')), seen(among('ada', 'bo')), connected, unable)
    expect(last).toMatchObject({ kind: 'ended', reason: 'cannot-seal' })
    expect(effects).toEqual(['start', 'close', 'leave'])
  })

  test('goes on with those who may come back after a restart of the server', () => {
    const { states } = run(
      start,
      admitted(among('ada', 'bo')),
      seen(among('ada', 'bo')),
      connected,
      seen({ ...among('ada'), isHealing: true }),
      seen(among('ada')),
    )
    expect(states.slice(3)).toEqual(['live', 'live', 'alone'])
  })
})
