import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  awayIn,
  type CallInput,
  type CallState,
  infoOf,
  next,
  type Ringing,
  revived,
  seatsOf,
  type Term,
} from './call-state.ts'

const ringing = (members: readonly string[] = ['ada', 'ben']): Ringing => ({
  kind: 'ringing',
  id: 'call',
  room: 'room',
  media: 'video',
  startedBy: 'ada',
  startedAt: 1,
  isGroup: false,
  members,
  carrier: 'mesh',
  isRerouted: false,
  seats: [{ user: 'ada', device: 'ada-laptop', joinedAt: 1, beat: 0 }],
  refusals: [],
})
const joins = (user: string, device = `${user}-laptop`, mayPass = false): CallInput => ({
  kind: 'join',
  user,
  device,
  at: 2,
  mayPass,
})
const leaves = (user: string, device = `${user}-laptop`): CallInput => ({ kind: 'leave', user, device })
const declines = (user: string, reason: 'declined' | 'busy' = 'declined'): CallInput => ({
  kind: 'decline',
  user,
  reason,
})
const renews = (user: string): CallInput => ({ kind: 'renew', user, device: `${user}-laptop`, at: 2 })
const nameOf = (term: Term): string => {
  if (term.kind === 'ring') return 'ring'
  return `${term.kind} ${term.kind === 'awaited' ? term.user : term.seat.user}`
}
/** So much has lasted for too long: the ring, or `lease`, `away` or `awaited` of somebody. */
const over = (...what: string[]): CallInput => ({ kind: 'tick', isOver: (term) => what.includes(nameOf(term)) })
const outcome = (call: CallState, ...inputs: CallInput[]) => infoOf(inputs.reduce(next, call))
const sits = (call: CallState, ...inputs: CallInput[]) =>
  outcome(call, ...inputs).participants.map(({ device }) => device)

describe('a call of two', () => {
  test.each<[string, CallInput[], string, string | null]>([
    ['answered', [joins('ben')], 'live', null],
    ['declined', [declines('ben')], 'ended', 'declined'],
    ['busy', [declines('ben', 'busy')], 'ended', 'busy'],
    ['taken back by the caller', [leaves('ada')], 'ended', 'missed'],
    ['unanswered', [renews('ada'), over(), over('ring')], 'ended', 'missed'],
    ['left by a caller whose page is gone', [over('lease ada')], 'ended', 'missed'],
    ['hung up by the callee', [joins('ben'), leaves('ben')], 'ended', 'hung-up'],
    ['hung up by the caller', [joins('ben'), leaves('ada')], 'ended', 'hung-up'],
    ['open for who is away', [joins('ben'), over('lease ada')], 'live', null],
    ['broken off', [joins('ben'), over('lease ada'), over('away ada')], 'ended', 'failed'],
    [
      'over when the other hangs up on who is away',
      [joins('ben'), over('lease ada'), leaves('ben')],
      'ended',
      'hung-up',
    ],
    ['kept', [joins('ben'), renews('ben'), renews('ada'), over()], 'live', null],
    ['declined elsewhere after the answer', [joins('ben'), declines('ben')], 'live', null],
    ['declined by the caller, which means nothing', [declines('ada')], 'ringing', null],
    ['left by a device that was not in it', [leaves('ben', 'ben-phone')], 'ringing', null],
    ['ended when one leaves the room', [joins('ben'), { kind: 'removed', user: 'ben' }], 'ended', 'hung-up'],
    ['over, whatever comes then', [declines('ben'), joins('ben'), over('ring')], 'ended', 'declined'],
  ])('is %s', (_, inputs, state, reason) => {
    expect(outcome(ringing(), ...inputs)).toMatchObject({ state, reason })
  })

  test('another device of somebody takes over their seat; the same one keeps it and its time', () => {
    expect(sits(ringing(), joins('ben', 'ben-phone'), joins('ben'))).toEqual(['ada-laptop', 'ben-laptop'])
    expect(sits(ringing(), joins('ada', 'ada-phone'))).toEqual(['ada-phone'])
    const back = outcome(ringing(), joins('ben'), { ...joins('ada'), at: 99 } as CallInput)
    expect(back.participants.find(({ user }) => user === 'ada')?.joinedAt).toBe(1)
  })
})

describe('row 77: who is away', () => {
  const broken = [joins('ben'), over('lease ada')]
  test('has no seat, and is named', () => {
    expect(outcome(ringing(), ...broken)).toMatchObject({
      participants: [{ user: 'ben' }],
      away: [{ user: 'ada', device: 'ada-laptop' }],
    })
  })

  test.each<[string, CallInput]>([
    ['by renewing', renews('ada')],
    ['by joining', joins('ada')],
  ])('has the seat back %s, since the same moment', (_, back) => {
    const { participants, away } = outcome(ringing(), ...broken, back)
    expect([participants.find(({ user }) => user === 'ada'), away]).toEqual([
      { user: 'ada', device: 'ada-laptop', joinedAt: 1 },
      undefined,
    ])
  })

  test.each<[string, CallInput[]]>([
    ['on another device, which takes a new one', [joins('ada', 'ada-phone')]],
    ['to a call that they have left', [leaves('ada')]],
    ['to a room that they are not in any more', [{ kind: 'removed', user: 'ada' }]],
    ['too late', [over('away ada')]],
  ])('does not come back: %s', (_, inputs) => {
    const three = ringing(['ada', 'ben', 'chloé'])
    expect(sits(three, ...broken, ...inputs, renews('ada'))).not.toContain('ada-laptop')
  })
})

describe('a call of three', () => {
  const three = ringing(['ada', 'ben', 'chloé'])
  test.each<[string, CallInput[], string, string | null]>([
    ['one declines: it rings on', [declines('ben')], 'ringing', null],
    ['both decline', [declines('ben'), declines('chloé', 'busy')], 'ended', 'declined'],
    ['both are busy', [declines('ben', 'busy'), declines('chloé', 'busy')], 'ended', 'busy'],
    ['one answers, the caller goes: it goes on', [joins('ben'), leaves('ada')], 'live', null],
    ['the last goes', [joins('ben'), leaves('ada'), leaves('ben')], 'ended', 'hung-up'],
    ['one leaves the room', [joins('ben'), joins('chloé'), { kind: 'removed', user: 'chloé' }], 'live', null],
  ])('%s', (_, inputs, state, reason) => {
    expect(outcome(three, ...inputs)).toMatchObject({ state, reason })
  })
})

describe('a call that a restart forgot', () => {
  const { kind: _, seats, refusals: __, ...subject } = ringing()
  const back = revived(subject, seats[0] ?? { user: 'ada', device: 'ada-laptop', joinedAt: 1, beat: 0 }, ['ben'])
  test.each<[string, CallInput[], string, string | null]>([
    ['is live with whoever came back first', [over()], 'live', null],
    ['goes on with the other', [renews('ben'), over('awaited ben')], 'live', null],
    ['goes on when the other reloaded', [joins('ben'), over('awaited ben')], 'live', null],
    ['ends when the other stays away', [renews('ada'), over('awaited ben')], 'ended', 'failed'],
    ['ends when the other hangs up', [leaves('ben')], 'ended', 'hung-up'],
    ['ends when the first hangs up', [leaves('ada')], 'ended', 'hung-up'],
    ['cannot be declined', [declines('ben')], 'live', null],
  ])('%s', (_name, inputs, state, reason) => {
    expect(inputs.reduce(next, back as CallState)).toMatchObject({ kind: state, ...(reason && { reason }) })
  })

  test('gives one seat to each: a second device of whoever is back gets none by renewing', () => {
    expect(
      seatsOf([renews('ben'), { ...renews('ben'), device: 'ben-phone' } as CallInput].reduce(next, back)),
    ).toMatchObject([{ device: 'ada-laptop' }, { device: 'ben-laptop' }])
  })
})

test('each renewal is another lease, and a device without a seat has none to renew', () => {
  const beats = (call: CallState) => seatsOf(call).map(({ beat }) => beat)
  const call = [joins('ben'), renews('ada'), renews('ada'), joins('ben')].reduce(next, ringing() as CallState)
  expect(beats(call)).toEqual([2, 1])
  expect(next(call, { ...renews('ada'), device: 'ada-phone' } as CallInput)).toBe(call)
  // Whoever was away for a moment does not come back with a lease that is over already.
  const back = [over('lease ada'), renews('ada')].reduce(next, call)
  expect(seatsOf(back)).toContainEqual({ user: 'ada', device: 'ada-laptop', joinedAt: 1, beat: 3 })
})

describe('row 77: in a room of many', () => {
  const hall: CallState = { ...ringing([]), kind: 'live', isGroup: true, awaited: [], away: [] }
  test.each<[string, CallInput[], string | null]>([
    ['it goes on while one is there', [joins('ben'), leaves('ada')], null],
    ['it ends with the last who goes', [joins('ben'), leaves('ada'), leaves('ben')], 'hung-up'],
    ['it ends with the last who is removed from the room', [{ kind: 'removed', user: 'ada' }], 'hung-up'],
    ['it ends when the last stays away', [over('lease ada'), over('away ada')], 'failed'],
    ['nobody can decline it', [declines('ben')], null],
  ])('%s', (_, inputs, reason) => {
    const call = infoOf(inputs.reduce(next, hall))
    expect([call.state, call.reason]).toEqual([reason === null ? 'live' : 'ended', reason])
  })

  test('comings and goings in the room change nothing for those who are not in the call', () => {
    for (const kind of ['added', 'removed'] as const) expect(next(hall, { kind, user: 'ben' })).toBe(hall)
  })
})

const user = fc.constantFrom('ada', 'ben', 'chloé')
const device = fc.constantFrom('laptop', 'phone')
const input: fc.Arbitrary<CallInput> = fc.oneof(
  fc.record({ kind: fc.constant('join' as const), user, device, at: fc.nat(9), mayPass: fc.boolean() }),
  fc.record({ kind: fc.constant('renew' as const), user, device, at: fc.nat(9) }),
  fc.record({ kind: fc.constant('leave' as const), user, device }),
  fc.record({
    kind: fc.constant('decline' as const),
    user,
    reason: fc.constantFrom('declined' as const, 'busy' as const),
  }),
  fc.record({ kind: fc.constant('removed' as const), user }),
  fc.record({ kind: fc.constant('expel' as const), user, by: user }),
  fc.record({ kind: fc.constant('lock' as const), isLocked: fc.boolean() }),
  fc.array(fc.tuple(fc.constantFrom('lease', 'away'), user)).map((what) => over(...what.map((one) => one.join(' ')))),
)

test('whatever happens: one seat for each user, nobody alone on a call of two, and the end is the end', () => {
  fc.assert(
    fc.property(fc.constantFrom(['ada', 'ben'], ['ada', 'ben', 'chloé']), fc.array(input), (members, inputs) => {
      let call: CallState = ringing(members)
      for (const one of inputs) {
        const then = next(call, one)
        if (call.kind === 'ended') expect(then).toBe(call)
        call = then
        const seats = [...seatsOf(call), ...awayIn(call)]
        expect(new Set(seats.map((seat) => seat.user)).size).toBe(seats.length)
        if (call.kind === 'ringing') expect(seats.map((seat) => seat.user)).toHaveLength(1)
        if (call.kind === 'live') expect(seats.length).toBeGreaterThanOrEqual(call.members.length <= 2 ? 2 : 1)
      }
    }),
    { numRuns: 2000 },
  )
})
