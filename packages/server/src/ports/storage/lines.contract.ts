import type { MembershipChange } from '@parley/protocol'
import { expect, test } from 'vitest'
import {
  at,
  deviceOf,
  idOf,
  message,
  moves,
  note,
  type OpenPlace,
  roomOf,
  say,
  sealed,
  settle,
  userOf,
} from './cast.contract.ts'
import type { RoomChange, RoomSeal } from './rooms.ts'
import type { Storage } from './storage.ts'

/** A change of room `r` that comes with a line. */
function withLine(change: RoomChange, index: number): RoomChange {
  const clear = JSON.parse(change.note.body) as MembershipChange
  return { ...change, index, note: note({ ...clear, line: { index, body: `line ${index}` } }) }
}

/** A line alone, written by the first of the cast. */
const writes = (expected: number, index: number): RoomChange => ({
  ...withLine(moves('r', expected, 'ada', 'joined', 'here'), index),
  note: note({ v: 1, kind: 'line', line: { index, body: `line ${index}` } }),
  standing: null,
})

const linesOf = (storage: Storage, after = 0, limit = 100, characters = 1e6) =>
  storage.read('room.lines', { room: idOf('r'), after, limit, characters })

/** What every store promises about the membership logs of sealed rooms. */
export function lineContract(openPlace: OpenPlace): void {
  test('a room begins with its genesis and lines, and a change is stored with the next one or not at all', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    const made = await storage.apply('room.create', sealed(roomOf('r', 'private', ['ada']), 'one', 'two'))
    expect(made.ok && made.entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
    for (const index of [1, 2, 4, 0, -1]) {
      const wrong = await storage.apply('room.change', withLine(moves('r', 2, 'ben', 'joined', 'here'), index))
      expect(wrong).toEqual({ ok: false, why: 'stale' })
    }
    expect(await storage.read('entry.head', { room: idOf('r') })).toBe(4)
    const [one, other] = await Promise.all([
      storage.apply('room.change', withLine(moves('r', 2, 'ben', 'joined', 'here'), 3)),
      storage.apply('room.change', writes(2, 3)),
    ])
    expect([one, other]).toMatchObject([{ ok: true, version: 3, entry: { seq: 5 } }, { why: 'stale' }])
    expect(await storage.apply('room.change', writes(3, 3))).toEqual({ ok: false, why: 'stale' })
    expect(await storage.apply('room.change', writes(3, 4))).toMatchObject({ ok: true, version: 4, members: 2 })
    expect(await storage.apply('room.change', moves('r', 4, 'ben', 'left', 'here'))).toMatchObject({ ok: true })
    const log = await linesOf(storage)
    expect(log?.lines.map(({ index, sender, body }) => [index, sender, body])).toEqual([
      [1, userOf('ada'), 'one'],
      [2, userOf('ada'), 'two'],
      [3, userOf('ben'), 'line 3'],
      [4, userOf('ada'), 'line 4'],
    ])
    expect([log?.genesis, log?.more]).toEqual([`how ${idOf('r')} begins`, false])
    const facts = await storage.read('room.facts', { room: idOf('r'), actor: userOf('ada'), target: userOf('ben') })
    const mine = await storage.read('room.summary', { room: idOf('r'), user: userOf('ada') })
    expect([facts?.lines, mine?.lines]).toEqual([4, 4])
  })

  test('a room that is not sealed has no lines and takes none', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', roomOf('r', 'private', ['ada']))
    expect(await storage.apply('room.change', writes(2, 1))).toEqual({ ok: false, why: 'stale' })
    expect(await linesOf(storage)).toEqual({ genesis: null, lines: [], more: false })
    expect(await storage.read('room.lines', { room: idOf('x'), after: 0, limit: 9, characters: 9 })).toBeNull()
    expect((await storage.read('room.summaries', { user: userOf('ada') })).map(({ lines }) => lines)).toEqual([null])
  })

  test('a room from before is sealed once, all or nothing, on the version and position that were seen', async () => {
    await using place = await openPlace()
    const before = await place.open()
    await settle(before)
    await before.apply('room.create', { ...roomOf('r', 'private', ['ada', 'ben']), topic: 'food' })
    const invite = {
      id: idOf('invite'),
      for: 'account',
      room: idOf('r'),
      usesLeft: 3,
      expiresAt: 9e15,
      createdAt: 1,
    } as const
    await before.apply('invite.create', { invite, token: new Uint8Array(32).fill(7), by: userOf('ada') })
    await say(before, message('r', 'ada', 'm1', 'of old'))
    const lines = () => ['one', 'two'].map((body, n) => note({ v: 1, kind: 'line', line: { index: n + 1, body } }))
    const seal = (version: number, head: number): RoomSeal => ({
      room: idOf('r'),
      by: userOf('ada'),
      device: deviceOf('ada'),
      at,
      expect: version,
      head,
      genesis: 'how it begins',
      lines: lines(),
    })
    for (const [version, head] of [
      [2, 4],
      [4, 4],
      [3, 3],
      [3, 5],
    ] as const)
      expect(await before.apply('room.seal', seal(version, head))).toEqual({ ok: false, why: 'stale' })
    expect(await linesOf(before)).toEqual({ genesis: null, lines: [], more: false })
    const [one, other] = await Promise.all([
      before.apply('room.seal', seal(3, 4)),
      before.apply('room.seal', { ...seal(3, 4), genesis: 'another' }),
    ])
    expect(one.ok && one.entries.map(({ seq }) => seq)).toEqual([5, 6])
    expect(other).toEqual({ ok: false, why: 'conflict' })
    expect(await before.apply('room.seal', { ...seal(3, 4), room: idOf('x') })).toEqual({ ok: false, why: 'stale' })
    expect(await before.read('invite.list', { by: userOf('ada'), now: 2 })).toEqual([])
    const plain = { ...message('r', 'ben', 'm2', '{}'), isClear: true }
    expect(await before.apply('entry.append', plain)).toEqual({ ok: false, why: 'not-sealed' })
    const known = { ...message('r', 'ada', 'm1', 'of old'), isClear: true }
    expect(await before.apply('entry.append', known)).toMatchObject({ ok: true, dup: true, seq: 4 })
    await before[Symbol.asyncDispose]()
    await using storage = await place.open()
    expect(await storage.apply('entry.append', plain)).toEqual({ ok: false, why: 'not-sealed' })
    expect((await linesOf(storage))?.genesis).toBe('how it begins')
    expect((await linesOf(storage))?.lines.map(({ index, body }) => [index, body])).toEqual([
      [1, 'one'],
      [2, 'two'],
    ])
    const summary = await storage.read('room.summary', { room: idOf('r'), user: userOf('ben') })
    expect(summary).toMatchObject({ name: '', topic: '', lines: 2, head: 6, version: 4, messages: 1 })
  })

  test('lines come in pages, by their number and by their length, at least one', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', sealed(roomOf('r', 'private', ['ada']), 'one', 'x'.repeat(40_000), 'three'))
    const page = async (after: number, limit: number, characters: number) => {
      const log = await linesOf(storage, after, limit, characters)
      return [log?.lines.map(({ index }) => index), log?.more]
    }
    expect(await page(0, 2, 1e6)).toEqual([[1, 2], true])
    expect(await page(1, 2, 1e6)).toEqual([[2, 3], false])
    expect(await page(0, 9, 1000)).toEqual([[1, 2], true])
    expect(await page(0, 9, 1)).toEqual([[1], true])
    expect(await page(3, 9, 1)).toEqual([[], false])
  })

  test('C3: in a sealed room a message is known by its id alone, before and after the store was opened again', async () => {
    await using place = await openPlace()
    const before = await place.open()
    await settle(before)
    await before.apply('room.create', sealed(roomOf('r', 'private', ['ada'])))
    const first = await say(before, message('r', 'ada', 'm', 'sealed once'))
    expect(await say(before, message('r', 'ada', 'm', 'sealed twice'))).toEqual({ ...first, dup: true })
    await before[Symbol.asyncDispose]()
    await using storage = await place.open()
    expect(await say(storage, message('r', 'ada', 'm', 'sealed again'))).toEqual({ ...first, dup: true })
    const call = { ...message('r', 'ada', 'm', 'sealed once'), kind: 'call' } as const
    expect(await storage.apply('entry.append', call)).toEqual({ ok: false, why: 'conflict' })
    const [stored] = await storage.read('entry.range', { room: idOf('r'), after: 2, until: 9, limit: 9 })
    expect(stored?.body).toBe('sealed once')
  })

  test('what was sealed for an older membership log is not taken, and what was stored before is found all the same', async () => {
    await using place = await openPlace()
    const before = await place.open()
    await settle(before)
    await before.apply('room.create', sealed(roomOf('r', 'private', ['ada', 'ben']), 'one'))
    const knowing = (id: string, lines: number) => ({ ...message('r', 'ben', id), lines })
    const first = await say(before, knowing('m1', 1))
    const [, late, dup, now] = await Promise.all([
      before.apply('room.change', writes(3, 2)),
      before.apply('entry.append', knowing('m2', 1)),
      before.apply('entry.append', knowing('m1', 1)),
      before.apply('entry.append', knowing('m3', 2)),
    ])
    expect(late).toEqual({ ok: false, why: 'stale' })
    expect(dup).toEqual({ ...first, dup: true })
    expect(now).toMatchObject({ ok: true, seq: first.seq + 2 })
    await before[Symbol.asyncDispose]()
    await using storage = await place.open()
    expect(await storage.apply('entry.append', knowing('m4', 1))).toEqual({ ok: false, why: 'stale' })
    // A store that was put back may know less than its people do; and not everybody says what they know.
    await say(storage, knowing('m4', 7))
    await say(storage, message('r', 'ben', 'm5'))
  })
}
