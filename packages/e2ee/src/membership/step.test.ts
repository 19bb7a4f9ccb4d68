import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lineOf, type Person, person, roomOf } from '../testing/room.ts'
import { compareHeads } from './heads.ts'
import type { Change, Opened } from './line.ts'
import { headOf, type Membership } from './membership.ts'
import { rank } from './policy.ts'
import { step } from './step.ts'

const people = Array.from({ length: 5 }, person)
const start = await roomOf(people[0] ?? person())
const link = headOf(start).hash

/** A line as somebody might write it: who, what, under which identity, and whether it follows the newest one. */
interface Attempt {
  readonly by: Person
  readonly change: Change
  readonly isImpostor: boolean
  readonly isLate: boolean
  readonly proven: boolean
}

const someone = fc.constantFrom(...people)
/** The one who made the room writes most: else hardly anybody comes in. */
const writer = fc.oneof({ weight: 2, arbitrary: fc.constant(people[0] ?? person()) }, { weight: 3, arbitrary: someone })
const rarely = fc.integer({ min: 0, max: 9 }).map((drawn) => drawn === 0)
const role = fc.constantFrom('owner' as const, 'moderator' as const, 'member' as const)
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 4, arbitrary: someone.map(({ id, key }) => ({ kind: 'invite' as const, user: id, key })) },
  { weight: 4, arbitrary: fc.constant({ kind: 'join' as const }) },
  fc.constant({ kind: 'leave' as const }),
  someone.map(({ id }) => ({ kind: 'remove' as const, user: id })),
  someone.map(({ id }) => ({ kind: 'ban' as const, user: id })),
  someone.map(({ id }) => ({ kind: 'unban' as const, user: id })),
  {
    weight: 3,
    arbitrary: fc.tuple(someone, role).map(([{ id }, to]) => ({ kind: 'role' as const, user: id, role: to })),
  },
  someone.map(({ id, key }) => ({ kind: 'confirm' as const, user: id, key })),
  role.map((invite) => ({ kind: 'policy' as const, policy: { ...start.policy, invite } })),
  fc.constantFrom('one', 'two').map((name) => ({ kind: 'about' as const, name, topic: '' })),
  fc
    .integer({ min: 1, max: 2 })
    .map((uses) => ({ kind: 'link' as const, link, invite: 'I'.repeat(22), uses, expires: 10 })),
  fc.constant({ kind: 'unlink' as const, link }),
  fc
    .tuple(someone, fc.integer({ min: 9, max: 11 }))
    .map(([{ id, key }, at]) => ({ kind: 'admit' as const, user: id, key, link, at, proof: '' })),
)
const attempt: fc.Arbitrary<Attempt> = fc.record({
  by: writer,
  change,
  isImpostor: rarely,
  isLate: rarely,
  proven: fc.boolean(),
})
const history = fc.array(attempt, { maxLength: 60, size: 'max' })

function opened(state: Membership, { by, change, isImpostor, isLate, proven }: Attempt): Opened {
  const index = state.seen + 1
  const line = lineOf(state, change, isLate ? { prev: 'x'.repeat(43) } : {})
  return {
    index,
    hash: `${index}`.padStart(43, `${by.key.slice(0, 3)}${change.kind}`),
    line,
    by: by.id,
    byKey: isImpostor ? 'other' : by.key,
    proven,
  }
}

/** Every state on the way, with the line that led to it. */
function told(attempts: readonly Attempt[]) {
  const steps: {
    readonly before: Membership
    readonly after: Membership
    readonly line: Opened
    readonly accepted: boolean
  }[] = []
  let state = start
  for (const one of attempts) {
    const line = opened(state, one)
    const result = step(state, line)
    if (result.kind !== 'accepted' && result.kind !== 'refused') throw new Error(result.kind)
    steps.push({ before: state, after: result.state, line, accepted: result.kind === 'accepted' })
    state = result.state
  }
  return { steps, state }
}

const joined = ({ seats }: Membership) =>
  new Map([...seats].flatMap(([user, seat]) => (seat.state === 'joined' ? [[user, seat] as const] : [])))

const holds = (check: (story: ReturnType<typeof told>) => void) =>
  fc.assert(
    fc.property(history, (attempts) => check(told(attempts))),
    { numRuns: 400 },
  )

describe('whatever anybody writes', () => {
  test('the stories that are drawn do bring people in and send them out', () => {
    const kinds = new Set<string>()
    holds(({ steps }) => {
      for (const { accepted, line } of steps) if (accepted && line.line) kinds.add(line.line.change.kind)
    })
    expect([...kinds].sort()).toEqual(
      [
        'about',
        'admit',
        'ban',
        'confirm',
        'invite',
        'join',
        'leave',
        'link',
        'policy',
        'remove',
        'role',
        'unban',
        'unlink',
      ].sort(),
    )
  })

  test('a room with anybody in it has an owner', () => {
    holds(({ steps }) => {
      for (const { after } of steps) {
        const seats = [...joined(after).values()]
        expect(seats.length === 0 || seats.some(({ role: has }) => has === 'owner')).toBe(true)
      }
    })
  })

  test('who comes in joined by themselves under the invited key, or was admitted by a proven link', () => {
    holds(({ steps }) => {
      for (const { before, after, line } of steps) {
        for (const [user, { key, role: has }] of joined(after)) {
          if (joined(before).has(user)) continue
          const was = before.seats.get(user)
          const invited = was?.state === 'invited' && was.key === key && line.by === user && line.byKey === key
          expect(invited || (line.proven && line.line?.change.kind === 'admit' && was?.state !== 'banned')).toBe(true)
          expect(has).toBe('member')
        }
      }
    })
  })

  test('nobody rises but by an owner, and nobody of a rank is sent away by an equal', () => {
    holds(({ steps }) => {
      for (const { before, after, line } of steps) {
        const own = joined(before).get(line.by)
        for (const [user, seat] of joined(before)) {
          const then = joined(after).get(user)
          if (then && rank(then.role) > rank(seat.role)) expect(own?.role).toBe('owner')
          if (!then && user !== line.by) expect(rank(own?.role ?? 'member')).toBeGreaterThan(rank(seat.role))
          if (then && then.key !== seat.key) expect(rank(own?.role ?? 'member')).toBeGreaterThanOrEqual(rank(seat.role))
        }
      }
    })
  })

  test('only who has a seat under their own identity changes anything', () => {
    holds(({ steps }) => {
      for (const { before, line, accepted } of steps) {
        const seat = before.seats.get(line.by)
        if (accepted) expect(seat?.state !== 'banned' && seat?.key).toBe(line.byKey)
      }
    })
  })

  test('a refused line uses up its index and nothing else', () => {
    holds(({ steps }) => {
      for (const { before, after, accepted } of steps) {
        if (!accepted) expect(after).toEqual({ ...before, seen: before.seen + 1 })
        else expect(headOf(after).index).toBe(before.seen + 1)
      }
    })
  })

  test('everybody who reads the same lines ends in the same room, repeated or not', () => {
    holds(({ steps, state }) => {
      let again = start
      for (const { line } of steps) {
        for (const one of [line, ...steps.slice(0, 2).map((early) => early.line)]) {
          const result = step(again, one)
          if (result.kind === 'accepted' || result.kind === 'refused') again = result.state
        }
      }
      expect(again).toEqual(state)
      expect(compareHeads(again, headOf(state))).toBe('same')
    })
  })

  test('a room that differs in one accepted line is told apart by its head', () => {
    holds(({ steps, state }) => {
      const forked = steps.find(({ accepted }) => accepted)
      if (!forked) return
      const other = step(forked.before, { ...forked.line, hash: 'y'.repeat(43) })
      if (other.kind !== 'accepted') throw new Error(other.kind)
      expect(compareHeads(state, headOf(other.state))).toBe('forked')
    })
  })
})
