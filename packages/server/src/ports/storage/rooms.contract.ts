import { expect, test } from 'vitest'
import {
  type Actor,
  cast,
  deviceOf,
  idOf,
  message,
  moves,
  note,
  type OpenPlace,
  roomOf,
  say,
  settle,
  userOf,
} from './cast.contract.ts'
import type { RoomChange } from './rooms.ts'
import type { Storage } from './storage.ts'

/** What every store promises about rooms and who is in them (C16). */
export function roomContract(openPlace: OpenPlace): void {
  test('of two changes on one version the second is stale and leaves no trace', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', roomOf('r', 'public', ['ada']))
    const [ben, fox] = await Promise.all([
      storage.apply('room.change', moves('r', 2, 'ben', 'joined', 'start')),
      storage.apply('room.change', moves('r', 2, 'fox', 'joined', 'start')),
    ])
    expect(ben).toMatchObject({ ok: true, version: 3, members: 2, entry: { seq: 3, kind: 'membership' } })
    expect(fox).toEqual({ ok: false, why: 'stale' })
    expect(await storage.read('entry.head', { room: idOf('r') })).toBe(3)
    expect(await storage.read('room.summary', { room: idOf('r'), user: userOf('fox') })).toBeNull()
    expect(await storage.apply('room.change', moves('nowhere', 0, 'fox', 'joined', 'start'))).toMatchObject({
      ok: false,
    })
  })

  test('making a room twice finds the first; somebody else’s id is a conflict', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    const room = roomOf('r', 'private', ['ada'])
    const made = await Promise.all([storage.apply('room.create', room), storage.apply('room.create', room)])
    expect(made.map((one) => one.ok && one.made)).toEqual([true, false])
    expect(await storage.apply('room.create', roomOf('r', 'private', ['ben']))).toEqual({ ok: false, why: 'conflict' })
    const theirs = await storage.apply('room.create', roomOf('rr', 'private', ['ben']))
    expect(theirs).toMatchObject({ ok: true, made: true, room: idOf('rr') })
    expect(await storage.apply('room.create', roomOf('r', 'direct', ['ada', 'ben']))).toEqual({
      ok: false,
      why: 'conflict',
    })
  })

  test('row 79: a room that was made as a voice channel is one for everybody in it, and the others are none', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', { ...roomOf('v', 'public', ['ada', 'ben']), voice: true })
    await storage.apply('room.create', roomOf('r', 'public', ['ada', 'ben']))
    const of = async (room: string) => await storage.read('room.summary', { room: idOf(room), user: userOf('ben') })
    expect(await of('v')).toMatchObject({ voice: true })
    expect(await of('r')).not.toHaveProperty('voice')
    const list = await storage.read('room.summaries', { user: userOf('ada') })
    expect(list.filter(({ voice }) => voice === true).map(({ id }) => id)).toEqual([idOf('v')])
  })

  test('there is one direct message for each set of people', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    const [first, second, three] = await Promise.all([
      storage.apply('room.create', roomOf('d1', 'direct', ['ada', 'ben'])),
      storage.apply('room.create', roomOf('d2', 'direct', ['ben', 'ada'])),
      storage.apply('room.create', roomOf('d3', 'direct', ['ben', 'ada', 'benn'])),
    ])
    expect(first).toMatchObject({ room: idOf('d1'), made: true })
    expect(second).toMatchObject({ room: idOf('d1'), made: false })
    expect(three).toMatchObject({ room: idOf('d3'), made: true })
    const again = await storage.apply('room.create', { ...roomOf('d3', 'direct', ['ada', 'ben']), by: userOf('fox') })
    expect(again).toMatchObject({ room: idOf('d1'), made: false })
    const mine = await storage.read('room.summary', { room: idOf('d3'), user: userOf('ada') })
    expect(mine?.people.map(({ name }) => name)).toEqual([cast.ben, cast.benn])
  })

  test('unread begins at the coming, and a private log too; the list is one answer', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', roomOf('p', 'private', ['ada']))
    await storage.apply('room.create', { ...roomOf('q', 'public', ['ada']), topic: '' })
    await say(storage, message('p', 'ada', 'm1'))
    await say(storage, message('q', 'ada', 'm1'))
    await storage.apply('room.change', moves('p', 2, 'dalia', 'joined', 'here'))
    await storage.apply('room.change', moves('q', 2, 'dalia', 'joined', 'start'))
    await say(storage, { ...message('q', 'ada', 'm2'), at: 5 })
    const list = await storage.read('room.summaries', { user: userOf('dalia') })
    const base = {
      topic: '',
      lines: null,
      state: 'joined',
      role: 'member',
      invitedBy: null,
      version: 3,
      members: 2,
      people: [],
    }
    expect(list.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([
      {
        ...base,
        id: idOf('p'),
        kind: 'private',
        name: 'p',
        head: 4,
        messages: 1,
        lastAt: 1_700_000_000_000,
        since: 4,
        read: { seq: 4, messages: 1 },
      },
      {
        ...base,
        id: idOf('q'),
        kind: 'public',
        name: 'q',
        head: 5,
        messages: 2,
        lastAt: 5,
        since: 1,
        read: { seq: 4, messages: 1 },
      },
    ])
  })

  test('who comes into a room with shared history reads from where it is, until it is no more', async () => {
    await using place = await openPlace()
    const sinceOf = async (storage: Storage, actor: Actor, room = 'p') =>
      (await storage.read('room.access', { room: idOf(room), user: userOf(actor) }))?.since
    const rule = (expect: number, history: 'joined' | 'shared'): RoomChange => ({
      ...moves('p', expect, 'ada', 'joined', 'here'),
      note: note({ v: 1, kind: 'history', history }),
      standing: null,
      history,
    })
    {
      await using storage = await place.open()
      await settle(storage)
      await storage.apply('room.create', { ...roomOf('q', 'private', ['ada']), history: 'shared' })
      await storage.apply('room.change', moves('q', 2, 'ben', 'joined', 'here'))
      expect(await sinceOf(storage, 'ben', 'q')).toBe(1)
      await storage.apply('room.create', roomOf('p', 'private', ['ada']))
      await storage.apply('room.change', moves('p', 2, 'ben', 'joined', 'here'))
      expect(await storage.apply('room.change', rule(3, 'shared'))).toMatchObject({ ok: true, entry: { seq: 4 } })
      expect(await storage.apply('room.change', rule(3, 'joined'))).toEqual({ ok: false, why: 'stale' })
      await storage.apply('room.change', moves('p', 4, 'benn', 'joined', 'here'))
    }
    // The next process knows it as well.
    await using storage = await place.open()
    await storage.apply('room.change', moves('p', 5, 'dalia', 'joined', 'here'))
    const ask = { room: idOf('p'), actor: userOf('ada'), target: userOf('fox') }
    expect(await storage.read('room.facts', ask)).toMatchObject({ history: 'shared' })
    await storage.apply('room.change', rule(6, 'joined'))
    expect(await storage.read('room.facts', ask)).toMatchObject({ history: 'joined' })
    await storage.apply('room.change', moves('p', 7, 'fox', 'joined', 'here'))
    const who = ['ben', 'benn', 'dalia', 'fox'] as const
    expect(await Promise.all(who.map((actor) => sinceOf(storage, actor)))).toEqual([3, 4, 4, 8])
  })

  test('the invited see the room and nothing of what goes on in it', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', roomOf('p', 'private', ['ada']))
    await say(storage, message('p', 'ada', 'm'))
    const user = userOf('fox')
    const standing = {
      user,
      role: 'member',
      state: 'invited',
      invitedBy: userOf('ada'),
      since: 'kept',
      read: 'kept',
    } as const
    const change = { ...moves('p', 2, 'ada', 'joined', 'here'), note: note({ v: 1, kind: 'invited', user }), standing }
    expect(await storage.apply('room.change', change)).toMatchObject({ ok: true, members: 1 })
    const seen = await storage.read('room.summary', { room: idOf('p'), user })
    expect(seen).toMatchObject({ state: 'invited', invitedBy: userOf('ada'), head: 0, messages: 0, lastAt: 0 })
    const counts = await storage.read('room.counts', { users: [user, userOf('ada'), userOf('ben'), 'nobody', '"'] })
    expect(counts.toSorted((a, b) => b.invited - a.invited)).toEqual([
      { user, joined: 0, invited: 1 },
      { user: userOf('ada'), joined: 1, invited: 0 },
    ])
    expect(await storage.read('room.counts', { users: [] })).toEqual([])
  })

  test('names are found whatever their case, and `%` and `_` are letters', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    for (const [n, name] of ['Über uns', '100 % _x_', 'שלום', '🦊'].entries()) {
      await storage.apply('room.create', { ...roomOf(`n${n}`, 'public', ['ada']), name })
    }
    await storage.apply('room.create', { ...roomOf('secret', 'private', ['ada']), name: 'Über geheim' })
    const find = async (text: string) =>
      (await storage.read('room.directory', { user: userOf('ben'), text, limit: 50 })).map(({ name }) => name)
    expect(await find('ÜBER')).toEqual(['Über uns'])
    expect(await find('%')).toEqual(['100 % _x_'])
    expect(await find('_')).toEqual(['100 % _x_'])
    expect(await find('לום')).toEqual(['שלום'])
    expect(await find('🦊')).toEqual(['🦊'])
    expect(await find('')).toHaveLength(4)
  })

  test('members come owners first, page by page', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', roomOf('r', 'public', ['fox', 'ada', 'ben', 'benn', 'dalia']))
    const user = userOf('dalia')
    const standing = { user, role: 'moderator', state: 'joined', invitedBy: null, since: 'kept', read: 'kept' } as const
    const change = {
      ...moves('r', 6, 'fox', 'joined', 'start'),
      note: note({ v: 1, kind: 'role', user, role: 'moderator' }),
      standing,
    }
    expect(await storage.apply('room.change', change)).toMatchObject({ ok: true, members: 5 })
    const page = async (after: string | null) =>
      (await storage.read('room.members', { room: idOf('r'), after, limit: 2 })).map(({ profile }) => profile.name)
    expect(await page(null)).toEqual([cast.fox, cast.dalia])
    expect(await page(userOf('dalia'))).toEqual([cast.ada, cast.ben])
    expect(await page(userOf('ben'))).toEqual([cast.benn])
    expect(await page(userOf('benn'))).toEqual([])
  })

  test('facts count owners, know a pair, and tell strangers apart from those who left', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', roomOf('d', 'direct', ['ada', 'ben']))
    await storage.apply('room.change', moves('d', 3, 'ben', 'left', 'start'))
    const facts = await storage.read('room.facts', { room: idOf('d'), actor: userOf('ben'), target: userOf('fox') })
    expect(facts).toMatchObject({
      pair: true,
      owners: 0,
      members: 1,
      actor: { state: 'left' },
      target: { state: null },
    })
    expect(await storage.read('room.closed-by', { room: idOf('d') })).toEqual([userOf('ben')])
    expect(await say(storage, message('d', 'ada', 'hello?'))).toMatchObject({ closed: true })
    expect(
      await storage.read('room.facts', { room: idOf('x'), actor: deviceOf('ada'), target: userOf('ada') }),
    ).toBeNull()
  })
}
