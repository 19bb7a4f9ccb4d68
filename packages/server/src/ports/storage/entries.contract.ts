import { expect, test } from 'vitest'
import {
  actors,
  at,
  deviceOf,
  idOf,
  message,
  moves,
  type OpenPlace,
  roomOf,
  say,
  settle,
  userOf,
} from './cast.contract.ts'
import type { PageAt } from './entries.ts'
import type { Storage } from './storage.ts'

async function seqs(storage: Storage, room: string, where: PageAt, limit: number, since = 1): Promise<number[]> {
  const page = await storage.read('entry.page', { room: idOf(room), at: where, limit, since })
  return page.map((entry) => entry.seq)
}

/** What every store promises about logs (C1–C4). */
export function entryContract(openPlace: OpenPlace): void {
  test('positions have no hole, in two rooms under concurrent writers, whatever order they come in', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', roomOf('r', 'public', ['ada', 'ben', 'benn', 'dalia', 'fox']))
    await storage.apply('room.create', roomOf('rr', 'public', ['ada', 'ben', 'benn', 'dalia', 'fox']))
    const all = actors.flatMap((actor) =>
      Array.from({ length: 60 }, (_, n) => message(n % 2 === 0 ? 'r' : 'rr', actor, `${actor}-${n}`)),
    )
    const done = await Promise.all(all.map((append) => say(storage, append)))
    for (const room of ['r', 'rr']) {
      const positions = done.filter((_, n) => all[n]?.room === idOf(room)).map(({ seq }) => seq)
      const first = 7 // created, and five who joined
      expect(positions.toSorted((a, b) => a - b)).toEqual(positions.map((_, n) => first + n))
      const log = await storage.read('entry.range', { room: idOf(room), after: 0, until: 1e9, limit: 1000 })
      expect(log.map(({ seq }) => seq)).toEqual(log.map((_, n) => n + 1))
      expect(log.at(-1)?.messages).toBe(positions.length)
      expect(await storage.read('entry.head', { room: idOf(room) })).toBe(log.length)
    }
  })

  test('the same id is stored once, and another body under it is a conflict', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', roomOf('r', 'public', ['ada', 'ben']))
    const first = message('r', 'ada', 'm')
    const done = await Promise.all([say(storage, first), say(storage, first), say(storage, message('r', 'ben', 'm'))])
    const again = await say(storage, first)
    expect([...done, again].map(({ seq, dup }) => [seq, dup])).toEqual([
      [4, false],
      [4, true],
      [5, false],
      [4, true],
    ])
    const other = await storage.apply('entry.append', { ...first, body: 'something else' })
    expect(other).toEqual({ ok: false, why: 'conflict' })
    const kind = await storage.apply('entry.append', { ...first, kind: 'call' })
    expect(kind).toEqual({ ok: false, why: 'conflict' })
    expect(await storage.read('entry.head', { room: idOf('r') })).toBe(5)
  })

  test('C5: what comes again although something later is stored has been refused before, and stays out', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', roomOf('r', 'public', ['ada', 'ben']))
    await storage.apply('room.create', roomOf('r2', 'public', ['ada', 'ben']))
    const again = (id: string, ...later: string[]) => ({ ...message('r', 'ada', id), later: later.map(idOf) })
    const overtaken = { ok: false, why: 'overtaken' }
    await say(storage, message('r', 'ada', 'second'))
    const elsewhere = [message('r', 'ben', 'third'), message('r2', 'ada', 'third')]
    for (const other of elsewhere) await say(storage, other)
    expect(await storage.apply('entry.append', again('first', 'second', 'third'))).toEqual(overtaken)
    expect(await storage.apply('entry.append', again('first', 'third', 'second'))).toEqual(overtaken)
    expect(await say(storage, again('second', 'third'))).toMatchObject({ seq: 4, dup: true })
    expect(await say(storage, again('third'))).toMatchObject({ seq: 6, dup: false })
    expect(await say(storage, again('second', 'third'))).toMatchObject({ seq: 4, dup: true })
    const together = await Promise.all([
      storage.apply('entry.append', message('r', 'ada', 'fifth')),
      storage.apply('entry.append', again('fourth', 'fifth')),
      storage.apply('entry.append', again('sixth', 'seventh')),
    ])
    expect(together).toMatchObject([{ seq: 7 }, overtaken, { seq: 8 }])
    expect(await storage.read('entry.head', { room: idOf('r') })).toBe(8)
  })

  test('only who is joined in the moment of the write appends; what was stored before is still found', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', roomOf('r', 'public', ['ada', 'ben']))
    await storage.apply('room.create', roomOf('r2', 'public', ['ben']))
    const stored = message('r', 'ben', 'before')
    const together = await Promise.all([
      storage.apply('entry.append', stored),
      storage.apply('room.change', moves('r', 3, 'ben', 'left', 'start')),
      storage.apply('entry.append', message('r', 'ben', 'after')),
      storage.apply('entry.append', message('r', 'fox', 'never')),
      storage.apply('entry.append', message('nowhere', 'ada', 'x')),
    ])
    expect(together.map((outcome) => outcome.ok)).toEqual([true, true, false, false, false])
    expect(together[2]).toEqual({ ok: false, why: 'not-a-member' })
    expect(await say(storage, stored)).toMatchObject({ seq: 4, dup: true })
    expect(await storage.read('entry.head', { room: idOf('r') })).toBe(5)
  })

  test('a write that breaks harms none of those that commit with it', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', roomOf('r', 'public', ['ada']))
    const ghosts = roomOf('ghosts', 'private', ['ada'])
    const [ghost] = ghosts.members
    const broken = { ...ghosts, members: ghost ? [{ ...ghost, user: idOf('nobody') }] : [] }
    const [first, bad, second] = await Promise.allSettled([
      storage.apply('entry.append', message('r', 'ada', 'm1')),
      storage.apply('room.create', broken),
      storage.apply('entry.append', message('r', 'ada', 'm2')),
    ])
    expect([first, second]).toMatchObject([{ value: { seq: 3, messages: 1 } }, { value: { seq: 4, messages: 2 } }])
    expect(bad.status).toBe('rejected')
    expect(await storage.read('entry.head', { room: idOf('ghosts') })).toBe(0)
    expect(await say(storage, message('r', 'ada', 'm3'))).toMatchObject({ seq: 5, messages: 3 })
  })

  test('bodies come back as they went in', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', roomOf('r', 'public', ['ada']))
    const bodies = [
      '\u0000',
      '"\\',
      'é ≠ e\u0301',
      '👩🏽‍🚀',
      '\u202eabc',
      "'; DROP TABLE entries; --",
      'x'.repeat(40_000),
      ' ',
    ]
    for (const [n, body] of bodies.entries()) await say(storage, message('r', 'ada', `b${n}`, body))
    const log = await storage.read('entry.range', { room: idOf('r'), after: 2, until: 1e9, limit: 100 })
    expect(log.map(({ body }) => body)).toEqual(bodies)
    const [first] = log
    expect(first).toEqual({
      seq: 3,
      id: idOf('b0'),
      kind: 'message',
      sender: userOf('ada'),
      device: deviceOf('ada'),
      at,
      messages: 1,
      body: '\u0000',
    })
  })

  test('pages before, after, around a position and a moment, and the newest, never from below `since`', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', roomOf('r', 'public', ['ada']))
    for (let n = 3; n <= 30; n += 1) await say(storage, { ...message('r', 'ada', `m${n}`), at: at + n * 1000 })
    const page = seqs.bind(null, storage, 'r')
    expect(await page({ kind: 'newest' }, 3)).toEqual([28, 29, 30])
    expect(await page({ kind: 'newest' }, 3, 30)).toEqual([30])
    expect(await page({ kind: 'before', seq: 5 }, 3)).toEqual([2, 3, 4])
    expect(await page({ kind: 'before', seq: 5 }, 3, 4)).toEqual([4])
    expect(await page({ kind: 'before', seq: 1 }, 3)).toEqual([])
    expect(await page({ kind: 'after', seq: 28 }, 5)).toEqual([29, 30])
    expect(await page({ kind: 'after', seq: 0 }, 2, 10)).toEqual([10, 11])
    expect(await page({ kind: 'after', seq: 1e9 }, 5)).toEqual([])
    expect(await page({ kind: 'around', seq: 10 }, 4)).toEqual([8, 9, 10, 11])
    expect(await page({ kind: 'around', seq: 2 }, 4, 10)).toEqual([10, 11, 12, 13])
    expect(await page({ kind: 'moment', at: at + 20_500 }, 4)).toEqual([19, 20, 21, 22])
    expect(await page({ kind: 'moment', at: 0 }, 2)).toEqual([1, 2])
    expect(await page({ kind: 'moment', at: at * 2 }, 4)).toEqual([29, 30])
    expect(await seqs(storage, 'nowhere', { kind: 'newest' }, 3)).toEqual([])
  })

  test('everything acknowledged is there after the store was opened again, with the same epoch', async () => {
    await using place = await openPlace()
    const before = await place.open()
    await settle(before)
    await before.apply('room.create', roomOf('r', 'private', ['ada']))
    const sends = Array.from({ length: 100 }, (_, n) => before.apply('entry.append', message('r', 'ada', `m${n}`)))
    await before[Symbol.asyncDispose]()
    const done = await Promise.all(sends)
    await using storage = await place.open()
    expect(storage.epoch).toBe(before.epoch)
    expect(done.every(({ ok }) => ok)).toBe(true)
    expect(await storage.read('entry.head', { room: idOf('r') })).toBe(102)
    expect(await say(storage, message('r', 'ada', 'm5'))).toMatchObject({ seq: 8, dup: true })
    expect(await say(storage, message('r', 'ada', 'new'))).toMatchObject({ seq: 103, messages: 101 })
  })

  test('the inbox of a device has its own positions and forgets what was acknowledged', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    const from = { user: userOf('ada'), device: deviceOf('ada') }
    const entry = { kind: 'call-signal' as const, from, call: idOf('c'), at, body: 'offer' }
    const put = (device: string) => storage.apply('inbox.append', { device, entry, most: 2 })
    const stored = await Promise.all([
      put(deviceOf('ben')),
      put(deviceOf('benn')),
      put(deviceOf('ben')),
      put(idOf('none')),
    ])
    const [gone, full] = ['gone', 'full'].map((why) => ({ ok: false, why }))
    const at1 = { ok: true, seq: 1 }
    expect(stored).toEqual([at1, at1, { ok: true, seq: 2 }, gone])
    // What waits for nobody to fetch it ends somewhere.
    expect(await put(deviceOf('ben'))).toEqual(full)
    await storage.apply('inbox.ack', { device: deviceOf('ben'), seq: 1 })
    expect(await storage.read('inbox.after', { device: deviceOf('ben'), after: 0, limit: 9, characters: 99 })).toEqual([
      { ...entry, seq: 2 },
    ])
    expect(await put(deviceOf('ben'))).toEqual({ ok: true, seq: 3 })
  })

  test('the heads of many rooms are those of each; what is no room is left out', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    expect(await storage.read('entry.heads', { rooms: [] })).toEqual([])
    const rooms = ['r', 'rr', 'quiet'].map(idOf)
    for (const name of ['r', 'rr', 'quiet']) {
      await storage.apply('room.create', roomOf(name, 'public', ['ada']))
    }
    for (const [name, count] of [
      ['r', 3],
      ['rr', 1],
    ] as const) {
      for (let n = 0; n < count; n += 1) await say(storage, message(name, 'ada', `${name}-${n}`))
    }
    const heads = await storage.read('entry.heads', { rooms: [...rooms, idOf('none'), '', '"\\'] })
    const single = await Promise.all(rooms.map((room) => storage.read('entry.head', { room })))
    const found = new Map(heads.map(({ room, head }) => [room, head]))
    expect(heads).toHaveLength(rooms.length)
    expect(rooms.map((room) => found.get(room))).toEqual(single)
  })
}
