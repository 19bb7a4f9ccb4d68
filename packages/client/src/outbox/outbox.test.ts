import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  emptyOutbox,
  inDoubtAfter,
  isBehind,
  type Outbox,
  type OutboxInput,
  type Outgoing,
  sendable,
  step,
} from './outbox.ts'

const error = { code: 'rate_limited', sentence: '', retryable: true, retry_after: 50 } as const
const final = { code: 'not_a_member', sentence: '', retryable: false } as const
const mishap = { code: 'internal', sentence: '', retryable: true } as const

const written = (n: number, room = 'hall'): OutboxInput => ({
  kind: 'written',
  entry: { n, id: `m${n}`, room, kind: 'message', body: 'b', at: n, mishaps: 0, state: { kind: 'waiting' } },
})
const run = (outbox: Outbox, ...inputs: readonly OutboxInput[]): Outbox => inputs.reduce(step, outbox)
const ids = (entries: readonly Outgoing[]): string[] => entries.map(({ id }) => id)
const wide = { most: 32, perRoom: 32 }

test('sends in the order of writing, as many as may be on their way', () => {
  const outbox = run(emptyOutbox, written(3), written(1), written(2, 'garden'), written(4))
  expect(ids(sendable(outbox, wide, 0))).toEqual(['m1', 'm2', 'm3', 'm4'])
  expect(ids(sendable(outbox, { most: 32, perRoom: 1 }, 0))).toEqual(['m1', 'm2'])
  expect(ids(sendable(run(outbox, { kind: 'flew', id: 'm1' }), { most: 3, perRoom: 2 }, 0))).toEqual(['m2', 'm3'])
})

test('a room whose first was refused waits for the answers to the others', () => {
  const sent = run(
    emptyOutbox,
    written(1),
    written(2),
    { kind: 'flew', id: 'm1' },
    { kind: 'flew', id: 'm2' },
    written(3),
  )
  const refused = run(sent, { kind: 'refused', id: 'm1', error, now: 0 })
  expect(sendable(refused, wide, 49)).toEqual([])
  expect(sendable(refused, wide, 50)).toEqual([])
  const both = run(refused, { kind: 'refused', id: 'm2', error, now: 10 })
  expect(ids(sendable(both, wide, 60))).toEqual(['m1', 'm2', 'm3'])
})

test('what has not left waits again behind one that was refused, of the same room only', () => {
  const flown = run(
    emptyOutbox,
    ...[written(1), written(2), written(3, 'garden')],
    ...['m1', 'm2', 'm3'].map((id): OutboxInput => ({ kind: 'flew', id })),
  )
  const refused = run(flown, { kind: 'refused', id: 'm1', error, now: 0 })
  expect(refused.entries.map((entry) => isBehind(refused, entry))).toEqual([false, true, false])
  expect(ids(sendable(run(refused, { kind: 'held', id: 'm2' }), wide, 60))).toEqual(['m1', 'm2'])
})

test('a final refusal fails one message and lets the others go on', () => {
  const outbox = run(emptyOutbox, written(1), written(2), { kind: 'flew', id: 'm1' })
  const failed = run(outbox, { kind: 'refused', id: 'm1', error: final, now: 0 })
  expect(ids(sendable(failed, wide, 0))).toEqual(['m2'])
  expect(ids(sendable(run(failed, { kind: 'retry', id: 'm1', n: 9 }), wide, 0))).toEqual(['m2', 'm1'])
  expect(ids(run(failed, { kind: 'discard', id: 'm1' }).entries)).toEqual(['m2'])
})

test('a message at which the server stumbles five times fails', () => {
  const tries = Array.from({ length: 5 }, (): OutboxInput[] => [
    { kind: 'flew', id: 'm1' },
    { kind: 'refused', id: 'm1', error: mishap, now: 0 },
  ])
  expect(run(emptyOutbox, written(1), ...tries.slice(1).flat()).entries[0]?.state.kind).toBe('waiting')
  expect(run(emptyOutbox, written(1), ...tries.flat()).entries[0]?.state.kind).toBe('failed')
})

test('an acknowledged message stays until the log has brought it', () => {
  const acked = run(emptyOutbox, written(1), { kind: 'flew', id: 'm1' }, { kind: 'acked', id: 'm1', seq: 7, at: 1 })
  const none = new Set<string>()
  expect(run(acked, { kind: 'arrived', room: 'hall', cursor: 6, ids: none }).entries).toHaveLength(1)
  expect(run(acked, { kind: 'arrived', room: 'hall', cursor: 7, ids: none }).entries).toHaveLength(0)
  expect(run(acked, { kind: 'arrived', room: 'garden', cursor: 7, ids: none }).entries).toHaveLength(1)
})

test('C9: what the old store acknowledged and never brought is sent again to the new one', () => {
  const acked = run(emptyOutbox, written(1), { kind: 'flew', id: 'm1' }, { kind: 'acked', id: 'm1', seq: 7, at: 1 })
  expect(sendable(acked, wide, 0)).toEqual([])
  const resynced = run(acked, { kind: 'resynced' }, { kind: 'arrived', room: 'hall', cursor: 9, ids: new Set() })
  expect(ids(sendable(resynced, wide, 0))).toEqual(['m1'])
})

/** A server that refuses by a plan, fences a room behind a refusal, and may lose the connection. */
function serve(plan: readonly number[], rooms: readonly string[]): { log: string[]; left: Outbox } {
  const log: string[] = []
  let outbox = rooms.reduce((state, room, n) => step(state, written(n, room)), emptyOutbox)
  Object.freeze(outbox)
  let now = 0
  for (let round = 0; outbox.entries.length > 0 && round < 5000; round += 1) {
    now += 60
    const fenced = new Map<string, string>()
    const batch = sendable(outbox, { most: 4, perRoom: 3 }, now)
    for (const { id } of batch) outbox = step(outbox, { kind: 'flew', id })
    for (const { id, room } of batch) {
      const fate = round * 7 < plan.length ? plan[(round * 7 + log.length) % plan.length] : 0
      if (fate === 1 || (fenced.has(room) && fenced.get(room) !== id)) {
        fenced.set(room, fenced.get(room) ?? id)
        outbox = step(outbox, { kind: 'refused', id, error, now })
        continue
      }
      if (!log.includes(id)) log.push(id)
      if (fate === 2) outbox = step(outbox, { kind: 'lost' })
      else outbox = step(outbox, { kind: 'acked', id, seq: log.length, at: now })
      if (fate === 3) outbox = step(outbox, { kind: 'arrived', room, cursor: log.length, ids: new Set() })
      if (fate === 2) break
    }
    if (round * 7 >= plan.length)
      for (const room of rooms) outbox = step(outbox, { kind: 'arrived', room, cursor: 1e9, ids: new Set(log) })
  }
  return { log, left: outbox }
}

test('whatever is refused or lost, every message arrives once, and each room in order', () => {
  const someRooms = fc.array(fc.constantFrom('hall', 'garden', 'attic'), { minLength: 1, maxLength: 25 })
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 300 }), someRooms, (plan, rooms) => {
      const { log, left } = serve(plan, rooms)
      expect(left.entries).toEqual([])
      for (const room of rooms) {
        const own = rooms.flatMap((other, n) => (other === room ? [`m${n}`] : []))
        expect(log.filter((id) => own.includes(id))).toEqual(own)
      }
    }),
  )
})

test('C5: only what was on its way when the connection broke is in doubt, and only that is named by what goes again', () => {
  const flown = run(emptyOutbox, written(1), written(2), written(3, 'garden'), written(4), {
    kind: 'flew',
    id: 'm1',
  })
  const lost = run(flown, { kind: 'flew', id: 'm2' }, { kind: 'flew', id: 'm3' }, { kind: 'lost' })
  expect(lost.entries.map((entry) => inDoubtAfter(lost, entry))).toEqual([['m2'], [], [], []])
  expect(flown.entries.map((entry) => inDoubtAfter(flown, entry))).toEqual([[], [], [], []])
})

/**
 * A server that refuses for good by a plan, and whose connection breaks before it has answered. What is sent again is
 * refused where something later is stored. Gives what was stored and what failed visibly.
 */
function lose(plan: readonly boolean[][], count: number): { log: string[]; failed: string[] } {
  const log: string[] = []
  let outbox = run(emptyOutbox, ...Array.from({ length: count }, (_, n) => written(n)))
  for (const refusals of [...plan, []]) {
    const batch = sendable(outbox, wide, 0)
    const named = batch.map((entry) => inDoubtAfter(outbox, entry))
    for (const { id } of batch) outbox = step(outbox, { kind: 'flew', id })
    for (const [n, { id }] of batch.entries()) {
      const isOvertaken = !log.includes(id) && named[n]?.some((later) => log.includes(later))
      if (isOvertaken) outbox = step(outbox, { kind: 'refused', id, error: final, now: 0 })
      else if (!log.includes(id) && !refusals[n]) log.push(id)
    }
    outbox = step(outbox, { kind: 'lost' })
  }
  return { log, failed: ids(outbox.entries.filter(({ state }) => state.kind === 'failed')) }
}

test('C5: a refusal that nobody heard of brings nothing behind what was written after it', () => {
  const refusals = fc.array(fc.array(fc.boolean(), { maxLength: 12 }), { maxLength: 6 })
  fc.assert(
    fc.property(refusals, fc.integer({ min: 1, max: 12 }), (plan, count) => {
      const { log, failed } = lose(plan, count)
      const order = (id: string): number => Number(id.slice(1))
      expect(log).toEqual(log.toSorted((a, b) => order(a) - order(b)))
      expect([...log, ...failed].toSorted()).toEqual(Array.from({ length: count }, (_, n) => `m${n}`).toSorted())
    }),
  )
})

test('inputs stay as they were', () => {
  const before = run(emptyOutbox, written(1), written(2), { kind: 'flew', id: 'm1' })
  const copy = structuredClone(before)
  run(before, { kind: 'lost' }, { kind: 'acked', id: 'm1', seq: 1, at: 1 }, written(0), { kind: 'discard', id: 'm2' })
  expect(before).toEqual(copy)
})
