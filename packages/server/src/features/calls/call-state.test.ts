import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  awayFor,
  awayIn,
  type CallInput,
  type CallState,
  infoOf,
  next,
  type Ringing,
  revived,
  ringFor,
  seatFor,
  seatsOf,
} from './call-state.ts'
import { mesh } from './carrier.ts'

const ringing = (members: readonly string[] = ['ada', 'ben']): Ringing => ({
  kind: 'ringing',
  id: 'call',
  room: 'room',
  media: 'video',
  startedBy: 'ada',
  startedAt: 1,
  isGroup: false,
  members,
  carrier: mesh,
  seats: [{ user: 'ada', device: 'ada-laptop', joinedAt: 1, until: seatFor }],
  until: ringFor,
  refusals: [],
})
const joins = (user: string, device = `${user}-laptop`, now = 0): CallInput => ({
  kind: 'join',
  user,
  device,
  at: 2,
  now,
})
const leaves = (user: string, device = `${user}-laptop`): CallInput => ({ kind: 'leave', user, device })
const declines = (user: string, reason: 'declined' | 'busy' = 'declined'): CallInput => ({
  kind: 'decline',
  user,
  reason,
})
const renews = (user: string, now: number): CallInput => ({ kind: 'renew', user, device: `${user}-laptop`, at: 2, now })
const tick = (now: number): CallInput => ({ kind: 'tick', now })
const outcome = (call: CallState, ...inputs: CallInput[]) => infoOf(inputs.reduce(next, call))
const sits = (call: CallState, ...inputs: CallInput[]) =>
  outcome(call, ...inputs).participants.map(({ device }) => device)

describe('a call of two', () => {
  test.each<[string, CallInput[], string, string | null]>([
    ['answered', [joins('ben')], 'live', null],
    ['declined', [declines('ben')], 'ended', 'declined'],
    ['busy', [declines('ben', 'busy')], 'ended', 'busy'],
    ['taken back by the caller', [leaves('ada')], 'ended', 'missed'],
    ['unanswered', [renews('ada', 44_000), tick(ringFor - 1), tick(ringFor)], 'ended', 'missed'],
    ['left by a caller whose page is gone', [tick(seatFor)], 'ended', 'missed'],
    ['hung up by the callee', [joins('ben'), leaves('ben')], 'ended', 'hung-up'],
    ['hung up by the caller', [joins('ben'), leaves('ada')], 'ended', 'hung-up'],
    ['open for who is away', [joins('ben'), renews('ben', 10_000), tick(seatFor)], 'live', null],
    ['broken off', [joins('ben'), renews('ben', 40_000), tick(seatFor), tick(seatFor + awayFor)], 'ended', 'failed'],
    ['over when the other hangs up on who is away', [joins('ben'), tick(seatFor), leaves('ben')], 'ended', 'hung-up'],
    ['kept', [joins('ben'), renews('ben', 10_000), renews('ada', 10_000), tick(seatFor)], 'live', null],
    ['declined elsewhere after the answer', [joins('ben'), declines('ben')], 'live', null],
    ['declined by the caller, which means nothing', [declines('ada')], 'ringing', null],
    ['left by a device that was not in it', [leaves('ben', 'ben-phone')], 'ringing', null],
    ['ended when one leaves the room', [joins('ben'), { kind: 'removed', user: 'ben' }], 'ended', 'hung-up'],
    ['over, whatever comes then', [declines('ben'), joins('ben'), tick(1)], 'ended', 'declined'],
  ])('is %s', (_, inputs, state, reason) => {
    expect(outcome(ringing(), ...inputs)).toMatchObject({ state, reason })
  })

  test('another device of somebody takes over their seat; the same one keeps it and its time', () => {
    expect(sits(ringing(), joins('ben', 'ben-phone'), joins('ben'))).toEqual(['ada-laptop', 'ben-laptop'])
    expect(sits(ringing(), joins('ada', 'ada-phone'))).toEqual(['ada-phone'])
    const back = outcome(ringing(), joins('ben'), { ...joins('ada', 'ada-laptop', 9), at: 99 } as CallInput)
    expect(back.participants.find(({ user }) => user === 'ada')?.joinedAt).toBe(1)
  })
})

describe('row 77: who is away', () => {
  const broken = [joins('ben'), renews('ben', 10_000), tick(seatFor)]
  test('has no seat, and is named', () => {
    expect(outcome(ringing(), ...broken)).toMatchObject({
      participants: [{ user: 'ben' }],
      away: [{ user: 'ada', device: 'ada-laptop' }],
    })
  })

  test.each<[string, CallInput]>([
    ['by renewing', renews('ada', 20_000)],
    ['by joining', joins('ada', 'ada-laptop', 20_000)],
  ])('has the seat back %s, since the same moment', (_, back) => {
    const { participants, away } = outcome(ringing(), ...broken, back)
    expect([participants.find(({ user }) => user === 'ada'), away]).toEqual([
      { user: 'ada', device: 'ada-laptop', joinedAt: 1 },
      undefined,
    ])
  })

  test.each<[string, CallInput[]]>([
    ['on another device, which takes a new one', [joins('ada', 'ada-phone', 20_000)]],
    ['to a call that they have left', [leaves('ada')]],
    ['to a room that they are not in any more', [{ kind: 'removed', user: 'ada' }]],
    ['too late', [tick(seatFor + awayFor)]],
  ])('does not come back: %s', (_, inputs) => {
    const three = ringing(['ada', 'ben', 'chloé'])
    expect(sits(three, ...broken, ...inputs, renews('ada', 50_000))).not.toContain('ada-laptop')
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
  const { kind: _, seats, until: __, refusals: ___, ...subject } = ringing()
  const back = revived(subject, seats[0] ?? { user: 'ada', device: 'ada-laptop', joinedAt: 1, until: seatFor })
  test.each<[string, CallInput[], string, string | null]>([
    ['is live with whoever came back first', [tick(seatFor - 1)], 'live', null],
    ['goes on with the other', [renews('ben', 9), renews('ada', 10), tick(seatFor)], 'live', null],
    [
      'goes on when the other reloaded',
      [joins('ben', 'ben-laptop', 9), renews('ada', 10), tick(seatFor)],
      'live',
      null,
    ],
    ['ends when the other stays away', [renews('ada', 10), tick(seatFor)], 'ended', 'failed'],
    ['ends when the other hangs up', [leaves('ben')], 'ended', 'hung-up'],
    ['ends when the first hangs up', [leaves('ada')], 'ended', 'hung-up'],
    ['cannot be declined', [declines('ben')], 'live', null],
  ])('%s', (_name, inputs, state, reason) => {
    expect(inputs.reduce(next, back as CallState)).toMatchObject({ kind: state, ...(reason && { reason }) })
  })

  test('gives one seat to each: a second device of whoever is back gets none by renewing', () => {
    expect(
      seatsOf([renews('ben', 9), { ...renews('ben', 9), device: 'ben-phone' } as CallInput].reduce(next, back)),
    ).toMatchObject([{ device: 'ada-laptop' }, { device: 'ben-laptop' }])
  })
})

const user = fc.constantFrom('ada', 'ben', 'chloé')
const device = fc.constantFrom('laptop', 'phone')
const input: fc.Arbitrary<CallInput> = fc.oneof(
  fc.record({ kind: fc.constant('join' as const), user, device, at: fc.nat(9), now: fc.nat(60_000) }),
  fc.record({ kind: fc.constant('renew' as const), user, device, at: fc.nat(9), now: fc.nat(60_000) }),
  fc.record({ kind: fc.constant('leave' as const), user, device }),
  fc.record({
    kind: fc.constant('decline' as const),
    user,
    reason: fc.constantFrom('declined' as const, 'busy' as const),
  }),
  fc.record({ kind: fc.constant('removed' as const), user }),
  fc.record({ kind: fc.constant('tick' as const), now: fc.nat(60_000) }),
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
