import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Line } from '../history/line.ts'
import { type Step, soundRun } from '../testing/sound-run.ts'
import { check } from './check.ts'
import type { Logged, Run } from './run.ts'

const nat = fc.nat(11)
const say = fc.record({ do: fc.constant('say' as const), device: nat, room: nat, slow: fc.nat(40) })
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: say },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('come' as const), user: nat, room: nat }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('go' as const), user: nat, room: nat }) },
  ),
  { maxLength: 60 },
)

const invariantsOf = (run: Run): readonly string[] => [...new Set(check(run).map(({ invariant }) => invariant))]

/** Ada says three things in the kitchen, one after the other, and Bo comes, listens and goes. */
const told = soundRun([
  { do: 'come', user: 1, room: 0 },
  { do: 'say', device: 0, room: 0, slow: 0 },
  { do: 'say', device: 0, room: 0, slow: 0 },
  { do: 'say', device: 2, room: 0, slow: 0 },
  { do: 'go', user: 1, room: 0 },
  { do: 'say', device: 0, room: 0, slow: 0 },
])
const kitchen = told.logs.get('kitchen') ?? []
const messages = kitchen.filter(({ counts }) => counts)
const [first, second, third, last] = messages as [Logged, Logged, Logged, Logged]

const withLog = (log: readonly Logged[]): Run => ({ ...told, logs: new Map(told.logs).set('kitchen', log) })
const withLines = (change: (line: Line) => Line | readonly Line[] | null): Run => ({
  ...told,
  lines: told.lines.flatMap((line) => change(line) ?? []),
})
/** Changes what one device shows at the end. */
const showing = (dev: string, change: (shown: Extract<Line, { op: 'final' }>['shown']) => object[]): Run =>
  withLines((line) =>
    line.op === 'final' && line.dev === dev && line.room === 'kitchen'
      ? ({ ...line, shown: change(line.shown) } as Line)
      : line,
  )
const adding = (...lines: readonly Line[]): Run => ({ ...told, lines: [...told.lines, ...lines] })
const late = { t: 1e6, dev: 'bo-1', room: 'kitchen' }

test('runs that keep the contract have no findings', () => {
  fc.assert(
    fc.property(steps, (script) => {
      expect(check(soundRun(script))).toEqual([])
    }),
  )
})

describe('each breach is found by its invariant', () => {
  const breaches: readonly (readonly [invariant: string, what: string, run: Run])[] = [
    ['I1', 'acknowledged and lost', withLog(kitchen.filter(({ id }) => id !== last.id))],
    ['I1', 'acknowledged at another position', withLines((l) => (l.op === 'ack' ? { ...l, seq: l.seq + 1 } : l))],
    ['I1', 'stored twice', withLog([...kitchen, { ...first, seq: kitchen.length + 1 }])],
    ['I1', 'stored with other words', withLog(kitchen.map((one) => (one === first ? { ...one, h: 'other' } : one)))],
    ['I2', 'not shown', showing('ada-2', (shown) => shown.slice(1))],
    ['I2', 'shown twice', showing('ada-2', (shown) => [...shown, ...shown.slice(-1)])],
    ['I2', 'shown a second time', withLines((l) => (l.op === 'display' ? [l, l] : l))],
    ['I3', 'a hole', withLog(kitchen.map((one) => (one === last ? { ...one, seq: one.seq + 1 } : one)))],
    ['I4', 'shown in another order', showing('bo-2', (shown) => shown.toReversed())],
    ['I4', 'shown at another position', showing('bo-2', ([one, ...rest]) => [{ ...one, seq: 1 }, ...rest])],
    [
      'I5',
      'two of one sender change places',
      withLog(
        kitchen.map((one) =>
          one === first ? { ...second, seq: first.seq } : one === second ? { ...first, seq: second.seq } : one,
        ),
      ),
    ],
    ['I6', 'nobody sent it', withLines((l) => (l.op === 'send' && l.id === first.id ? null : l))],
    ['I6', 'it cannot be read', showing('bo-1', (shown) => shown.map((one) => ({ ...one, h: null })))],
    ['I6', 'another name stands over it', showing('bo-1', (shown) => shown.map((one) => ({ ...one, sender: 'cy' })))],
    ['I7', 'heard after being removed', adding({ op: 'recv', ...late, id: last.id, seq: last.seq, epoch: 'e' })],
    ['I8', 'refused and stored', adding({ op: 'nack', ...late, id: third.id, code: 'too_large' })],
    [
      'I9',
      'acknowledged before, and it stands after',
      withLines((l) => (l.op === 'ack' && l.id === third.id ? { ...l, t: 0 } : l)),
    ],
    ['I10', 'a hole in what was complete', adding({ op: 'complete', ...late, after: 0, to: kitchen.length })],
    ['I11', 'a figure over its bound', adding({ op: 'figure', t: 0, dev: 'server', name: 'MiB', value: 65, most: 64 })],
    ['I11', 'a revoked session goes on', adding({ op: 'revoke', t: 1e6, dev: 'bo-1', most: 1000 })],
    [
      'I11',
      'a revoked session ends late',
      adding(
        { op: 'revoke', t: 1e6, dev: 'bo-1', most: 1000 },
        { op: 'closed', t: 1e6 + 1001, dev: 'bo-1', code: 4403 },
      ),
    ],
    ['I12', 'a secret in a file', adding({ op: 'leak', t: 0, dev: 'server', place: 'parley.db' })],
  ]

  test.each(breaches)('%s: %s', (invariant, _, run) => {
    expect(invariantsOf(told)).toEqual([])
    expect(invariantsOf(run)).toContain(invariant)
  })
})
