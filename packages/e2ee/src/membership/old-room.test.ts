import { beforeEach, describe, expect, test } from 'vitest'
import { brought, done, genesisOf, oldGenesisOf, type Person, person, reborn, whyNot } from '../testing/room.ts'
import { audienceOf } from './audience.ts'
import { Genesis, nameOf, roomIdOf } from './genesis.ts'
import { compareHeads } from './heads.ts'
import { found, headOf, isVouched, type Membership } from './membership.ts'
import { beginFrom, Snapshot, snapshotOf } from './snapshot.ts'

interface Cast {
  readonly ann: Person
  readonly bo: Person
  readonly cy: Person
  readonly eve: Person
}

const sealed = { kind: 'sealed' } as const
const about = { kind: 'about', name: 'Kitchen', topic: '' } as const
let cast: Cast
let genesis: Genesis
let begun: Membership

async function begin(how: Genesis): Promise<Membership> {
  const state = await found(await nameOf(how), how)
  if (!state) throw new Error('a genesis names its room')
  return state
}

beforeEach(async () => {
  cast = { ann: person(), bo: person(), cy: person(), eve: person() }
  genesis = oldGenesisOf(cast.ann, [{ ...cast.bo, role: 'moderator' }], [cast.cy])
  begun = await begin(genesis)
})

test('a room has one name: its id, which is the hash unless it is from before', async () => {
  expect(await nameOf(genesis)).toBe('BBBBBBBBBBBBBBBBBBBBBB')
  expect(begun.room).toBe('BBBBBBBBBBBBBBBBBBBBBB')
  expect(headOf(begun)).toEqual({ index: 0, hash: await roomIdOf(genesis) })
  const born = genesisOf(cast.ann)
  expect(await nameOf(born)).toBe(await roomIdOf(born))
})

test('roles and invitations from before go on', async () => {
  const { ann, bo, cy } = cast
  const open = await done(begun, ann, sealed)
  expect(open.seats.get(ann.id)).toMatchObject({ state: 'joined', role: 'owner' })
  const named = await done(open, bo, about)
  expect((await done(named, cy, { kind: 'join' })).seats.get(cy.id)).toMatchObject({ state: 'joined', role: 'member' })
  expect(await whyNot(named, reborn(cy), { kind: 'join' })).toBe('other-identity')
  expect(await whyNot(named, bo, { kind: 'role', user: bo.id, role: 'owner' })).toBe('not-allowed')
})

test('a ban that only the server knows can be lifted, and in a room born sealed there is none', async () => {
  const open = await done(begun, cast.ann, sealed)
  expect(await whyNot(open, cast.bo, { kind: 'unban', user: cast.eve.id })).toBeNull()
  expect(await whyNot(open, cast.bo, { kind: 'unban', user: cast.ann.id })).toBe('wrong-subject')
  const born = await begin(genesisOf(cast.ann))
  expect(await whyNot(born, cast.ann, { kind: 'unban', user: cast.eve.id })).toBe('wrong-subject')
})

test('a newcomer hears of it by a snapshot, with the position up to which it was clear', async () => {
  const state = await brought(await done(begun, cast.ann, sealed), cast.ann, cast.eve)
  const snapshot = Snapshot.parse(structuredClone(snapshotOf(state)))
  const seen = beginFrom(snapshot, { room: state.room, by: cast.ann.id, byKey: cast.ann.key })
  expect(seen).toMatchObject({ room: state.room, before: { creator: cast.ann.id, until: 7 } })
})

describe('attacks', () => {
  test('the server gives a room that was born sealed another beginning, as one from before', async () => {
    const born = await roomIdOf(genesisOf(cast.ann))
    expect(await found(born, genesis)).toBeNull()
    const before = { ...genesis.before, room: born }
    expect(Genesis.safeParse({ ...genesis, before }).success).toBe(false)
  })

  test('the server gives an old room the beginning of another room', async () => {
    expect(await found('CCCCCCCCCCCCCCCCCCCCCC', genesis)).toBeNull()
    expect(await found(begun.room, genesisOf(cast.ann))).toBeNull()
  })

  test('the server makes up a beginning: it is nobody’s word before its creator says so', async () => {
    const { ann, bo, eve } = cast
    const invented = await begin(oldGenesisOf(ann, [bo, eve]))
    expect([isVouched(invented), isVouched(begun)]).toEqual([false, false])
    expect(await whyNot(invented, eve, sealed)).toBe('not-allowed')
    expect(await whyNot(invented, reborn(ann), sealed)).toBe('other-identity')
    expect(await whyNot(invented, ann, about)).toBe('not-allowed')
    expect(isVouched(await done(begun, ann, sealed))).toBe(true)
  })

  test('what its creator said of one beginning is said of no other', async () => {
    const open = await done(begun, cast.ann, sealed)
    const other = await begin(oldGenesisOf(cast.ann, [cast.bo, cast.eve]))
    expect(await whyNot(other, cast.ann, sealed, { prev: headOf(begun).hash })).toBe('wrong-prev')
    const told = await done(other, cast.ann, sealed)
    expect(compareHeads(told, headOf(open))).toBe('forked')
  })

  test('somebody begins it a second time, or begins a room that was born sealed', async () => {
    const open = await done(begun, cast.ann, sealed)
    expect(await whyNot(open, cast.ann, sealed)).toBe('wrong-subject')
    expect(await whyNot(await begin(genesisOf(cast.ann)), cast.ann, sealed)).toBe('wrong-subject')
  })

  test('the first line is used up: nothing is accepted after it, so that nobody else begins the room', async () => {
    const { ann, eve } = cast
    const late = { ...begun, seen: 1 }
    expect(await whyNot(late, ann, sealed)).toBe('not-allowed')
    expect(await whyNot(late, eve, about)).toBe('not-allowed')
  })

  test('a room born sealed takes no ranks and no crowd from its genesis', () => {
    const { before: _, ...plain } = genesis
    expect(Genesis.safeParse(plain).success).toBe(false)
    const { ann, bo } = cast
    expect(Genesis.safeParse({ ...genesisOf(ann), others: [{ user: bo.id, key: bo.key }] }).success).toBe(true)
    const crowd = Array.from({ length: 16 }, () => ({ user: bo.id, key: bo.key }))
    expect(Genesis.safeParse({ ...genesisOf(ann), others: crowd }).success).toBe(false)
    expect(Genesis.safeParse({ ...genesisOf(ann), others: [] }).success).toBe(false)
  })

  test('a ghost among its people gets no key without the identity that stands there', async () => {
    const { ann, bo, cy, eve } = cast
    const open = await done(await begin(oldGenesisOf(ann, [bo, { ...eve, key: cy.key }])), ann, sealed)
    const present = new Map([ann, bo, eve].map(({ id, key }) => [id, key]))
    expect(audienceOf(open, present).held).toEqual([{ user: eve.id, why: 'other-identity' }])
  })
})
