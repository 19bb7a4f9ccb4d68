import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  awayIn,
  type CallInput,
  type CallState,
  expelledFrom,
  infoOf,
  type Live,
  next,
  revived,
  seatsOf,
} from './call-state.ts'

const seat = (user: string, device = `${user}-laptop`) => ({ user, device, joinedAt: 1, beat: 0 })
const about = {
  id: 'call',
  room: 'hall',
  media: 'audio',
  startedBy: 'ada',
  startedAt: 1,
  isGroup: true,
  members: [],
  carrier: 'mesh',
  isRerouted: false,
} as const
const hall: Live = { kind: 'live', ...about, seats: [seat('ada'), seat('ben')], awaited: [], away: [] }
const joins = (user: string, device = `${user}-laptop`, mayPass = false): CallInput => ({
  kind: 'join',
  user,
  device,
  at: 2,
  mayPass,
})
const renews = (user: string): CallInput => ({ kind: 'renew', user, device: `${user}-laptop`, at: 2 })
const expels = (user: string, by = 'ada'): CallInput => ({ kind: 'expel', user, by })
const locks: CallInput = { kind: 'lock', isLocked: true }
const opens: CallInput = { kind: 'lock', isLocked: false }
/** The lease of somebody is over: they are away. */
const goesAway = (user: string): CallInput => ({
  kind: 'tick',
  isOver: (term) => term.kind === 'lease' && term.seat.user === user,
})
const become = (...inputs: CallInput[]): CallState => inputs.reduce(next, hall as CallState)
const sits = (...inputs: CallInput[]) => seatsOf(become(...inputs)).map(({ device }) => device)

describe('row 77: whom a moderator takes out of a call', () => {
  test.each<[string, CallInput[]]>([
    ['sat there', []],
    ['was away', [goesAway('ben')]],
    ['was on another device', [joins('ben', 'ben-phone')]],
  ])('has no seat and may not come back to it: they %s', (_, inputs) => {
    const call = become(...inputs, expels('ben'), renews('ben'))
    expect([seatsOf(call), awayIn(call)]).toEqual([[seat('ada')], []])
    expect(expelledFrom(call)).toEqual([{ user: 'ben', by: 'ada' }])
  })

  test('is awaited no more after a restart of the server', () => {
    const back = next(revived(about, seat('ada'), ['ben', 'chloé']), expels('ben'))
    expect(seatsOf([renews('ben'), renews('chloé')].reduce(next, back)).map(({ user }) => user)).toEqual([
      'ada',
      'chloé',
    ])
  })

  test('may join again, and then it is forgotten that they were taken out', () => {
    const call = become(expels('ben'), joins('ben', 'ben-phone'))
    expect([seatsOf(call).map(({ device }) => device), expelledFrom(call)]).toEqual([['ada-laptop', 'ben-phone'], []])
  })

  test('was not in it: nothing changes', () => {
    const call = become(expels('ben'))
    expect(next(hall, expels('chloé'))).toBe(hall)
    expect(next(call, expels('ben', 'chloé'))).toBe(call)
  })

  test('was the last: it is over, and known by whom', () => {
    const call = become({ kind: 'leave', user: 'ada', device: 'ada-laptop' }, expels('ben', 'owner'))
    expect([infoOf(call).reason, expelledFrom(call)]).toEqual(['hung-up', [{ user: 'ben', by: 'owner' }]])
  })

  test('is in a direct message: nobody is taken out of one, and it has no lock', () => {
    const pair: CallState = { ...hall, isGroup: false, members: ['ada', 'ben'] }
    for (const input of [expels('ben'), locks]) expect(next(pair, input)).toBe(pair)
  })
})

describe('row 77: a call that is locked', () => {
  test.each<[string, CallInput[], string[]]>([
    ['lets nobody new in', [joins('chloé')], ['ada-laptop', 'ben-laptop']],
    ['lets a moderator in', [joins('chloé', 'chloé-laptop', true)], ['ada-laptop', 'ben-laptop', 'chloé-laptop']],
    ['keeps who reloads', [joins('ben')], ['ada-laptop', 'ben-laptop']],
    ['goes on with another device of who is in it', [joins('ben', 'ben-phone')], ['ada-laptop', 'ben-phone']],
    ['takes back who is away by renewing', [goesAway('ben'), renews('ben')], ['ada-laptop', 'ben-laptop']],
    ['takes back who is away by joining', [goesAway('ben'), joins('ben')], ['ada-laptop', 'ben-laptop']],
    ['does not take back who was taken out', [expels('ben'), joins('ben')], ['ada-laptop']],
    ['lets everybody in once it is open again', [opens, joins('chloé')], ['ada-laptop', 'ben-laptop', 'chloé-laptop']],
  ])('%s', (_, inputs, devices) => {
    expect(sits(locks, ...inputs)).toEqual(devices)
  })

  test('says so to everybody, until it is over', () => {
    expect(infoOf(become(locks)).isLocked).toBe(true)
    expect(infoOf(become(locks, opens)).isLocked).toBeUndefined()
    expect(infoOf(become(locks, expels('ben'), expels('ada', 'ben')))).toMatchObject({ state: 'ended' })
    expect(infoOf(become(locks, expels('ben'), expels('ada', 'ben'))).isLocked).toBeUndefined()
  })

  test('and is locked once more, or opened while it is open, does not change', () => {
    const locked = become(locks)
    expect([next(locked, locks), next(hall, opens)]).toEqual([locked, hall])
    expect([next(locked, locks) === locked, next(hall, opens) === hall]).toEqual([true, true])
  })

  test('and that a restart forgot waits for those who were in it', () => {
    const back = revived(about, seat('ada'), ['ben'], { isLocked: true })
    expect(seatsOf([joins('ben'), joins('chloé')].reduce(next, back)).map(({ user }) => user)).toEqual(['ada', 'ben'])
  })
})

const user = fc.constantFrom('ada', 'ben', 'chloé', 'dora')
const input: fc.Arbitrary<CallInput> = fc.oneof(
  user.map((who) => joins(who)),
  user.map((who) => joins(who, `${who}-phone`)),
  user.map(renews),
  user.map((who) => expels(who)),
  user.map((who): CallInput => ({ kind: 'leave', user: who, device: `${who}-laptop` })),
  user.map(goesAway),
)

describe('row 76: who is in the spotlight of a call', () => {
  const lit = (...inputs: CallInput[]) => infoOf(become(...inputs)).spotlight
  const light = (user: string | null): CallInput => ({ kind: 'spotlight', user })

  test('is one person who is in it, until another one is, or nobody', () => {
    expect(lit()).toBeUndefined()
    expect(lit(light('ben'))).toBe('ben')
    expect(lit(light('ben'), light('ada'))).toBe('ada')
    expect(lit(light('ben'), light(null))).toBeUndefined()
    expect(lit(light('ben'), light('stranger'))).toBe('ben')
  })

  test('stays so while they are away, on another device, and after a restart; not when they have gone', () => {
    expect(lit(light('ben'), goesAway('ben'))).toBe('ben')
    expect(lit(light('ben'), joins('ben', 'ben-phone'))).toBe('ben')
    expect(infoOf(revived(about, seat('ada'), ['ben'], { spotlight: 'ben' })).spotlight).toBe('ben')
    expect(
      infoOf(revived({ ...about, isGroup: false }, seat('ada'), ['ben'], { spotlight: 'ben' })).spotlight,
    ).toBeUndefined()
    expect(lit(light('ben'), expels('ben'), joins('ben'))).toBeUndefined()
    expect(lit(light('ben'), { kind: 'leave', user: 'ben', device: 'ben-laptop' })).toBeUndefined()
    expect(lit(light('ben'), { kind: 'removed', user: 'ben' })).toBeUndefined()
  })

  test('does not change by being said again, and there is none in a direct message', () => {
    const call = become(light('ben'))
    expect(next(call, light('ben'))).toBe(call)
    expect(next(hall, light(null))).toBe(hall)
    const pair: Live = { ...hall, isGroup: false, members: ['ada', 'ben'] }
    expect(next(pair, light('ben'))).toBe(pair)
  })
})

test('row 77: whatever happens while a call is locked, nobody is in it who was not in it before', () => {
  fc.assert(
    fc.property(fc.array(input), (inputs) => {
      let call = next(hall, locks)
      for (const one of inputs) {
        const before = [...seatsOf(call), ...awayIn(call)].map((seated) => seated.user)
        call = next(call, one)
        const isNew = ({ user: who }: { readonly user: string }): boolean => !before.includes(who)
        expect([...seatsOf(call), ...awayIn(call)].filter(isNew)).toEqual([])
      }
    }),
    { numRuns: 1000 },
  )
})
