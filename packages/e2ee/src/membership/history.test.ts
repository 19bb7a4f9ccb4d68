import { expect, test } from 'vitest'
import { brought, done, person, roomOf, whyNot } from '../testing/room.ts'
import { type Membership, readableSince } from './membership.ts'
import { beginFrom, snapshotOf } from './snapshot.ts'

const rule = (state: Membership, history: 'joined' | 'shared') => ({
  kind: 'policy' as const,
  policy: { ...state.policy, history },
})

test('what newcomers may read begins with their coming, or where the room has become visible', async () => {
  const [ann, bo, cy] = [person(), person(), person()]
  const two = await brought(await roomOf(ann), ann, bo)
  expect(readableSince(two, bo.id)).toBe(2)
  const shared = await done(two, ann, rule(two, 'shared'))
  expect(shared.sharedSince).toBe(3)
  const three = await brought(shared, ann, cy)
  // Whoever was there before has their own coming, and the newcomer what was said since the change.
  expect([ann, bo, cy].map(({ id }) => readableSince(three, id))).toEqual([0, 2, 3])
  expect(readableSince(three, person().id)).toBeNull()
})

test('a room that was visible from the beginning is so from its first line', async () => {
  const [ann, bo] = [person(), person()]
  const room = await roomOf(ann, { invite: 'member', write: 'member', history: 'shared' })
  expect(readableSince(await brought(room, ann, bo), bo.id)).toBe(0)
})

test('another policy line leaves the stretch as it is; closed and opened again, what was said before stays closed', async () => {
  const ann = person()
  const room = await roomOf(ann)
  const shared = await done(room, ann, rule(room, 'shared'))
  const same = await done(shared, ann, { kind: 'policy', policy: { ...shared.policy, invite: 'owner' } })
  expect(same.sharedSince).toBe(1)
  const closed = await done(same, ann, rule(same, 'joined'))
  expect('sharedSince' in closed).toBe(false)
  expect((await done(closed, ann, rule(closed, 'shared'))).sharedSince).toBe(4)
})

test('nobody but an owner changes what newcomers read', async () => {
  const [ann, bo] = [person(), person()]
  const two = await brought(await roomOf(ann), ann, bo)
  const ranked = await done(two, ann, { kind: 'role', user: bo.id, role: 'moderator' })
  expect(await whyNot(ranked, bo, rule(ranked, 'shared'))).toBe('not-allowed')
  expect(await whyNot(ranked, person(), rule(ranked, 'shared'))).toBe('not-a-member')
  expect(await whyNot(ranked, ann, rule(ranked, 'shared'))).toBeNull()
})

test('a newcomer hears with the snapshot since when; one that says only half is taken as beginning there', async () => {
  const ann = person()
  const room = await roomOf(ann)
  const shared = await done(room, ann, rule(room, 'shared'))
  const by = { room: room.room, by: ann.id, byKey: ann.key }
  expect(beginFrom(snapshotOf(shared), by)).toMatchObject({ sharedSince: 1 })
  const { sharedSince: _, ...half } = snapshotOf(await done(shared, ann, { kind: 'about', name: 'n', topic: '' }))
  expect(beginFrom(half, by)).toMatchObject({ sharedSince: 2 })
  const joined = { ...snapshotOf(room), sharedSince: 0 }
  expect(beginFrom(joined, by)).not.toHaveProperty('sharedSince')
})
