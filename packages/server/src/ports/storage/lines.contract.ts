import type { MembershipChange } from '@parley/protocol'
import { expect, test } from 'vitest'
import { idOf, message, moves, note, type OpenPlace, roomOf, say, sealed, settle, userOf } from './cast.contract.ts'
import type { RoomChange } from './rooms.ts'
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
}
