import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type EntryKind, makeId, type SealedLine } from '@parley/protocol'
import { expect, test } from 'vitest'
import {
  directWith,
  freshListOf,
  goLive,
  guest,
  listOf,
  openServer,
  sealedRoom,
  secondDevice,
  type TestServer,
  type Visitor,
  visitor,
} from '../../testing/index.ts'

const newId = () => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const refused = (code: string) => expect.objectContaining({ code })
const line = (index: number, body = `line ${index}`): SealedLine => ({ index, body })

async function household(server: TestServer) {
  const [ada, ben, eve] = [await visitor(server, 'ada'), await visitor(server, 'ben'), await visitor(server, 'eve')]
  const { room } = await ada.live.do('rooms.create', sealedRoom(undefined, ['the name']))
  return { ada, ben, eve, room: room.id }
}

/** What the log of a room holds, as somebody who is in it from the beginning sees it. */
async function changesIn(who: Visitor, room: string): Promise<unknown[]> {
  const { entries } = await who.live.do('messages.history', { room, at: { kind: 'newest' }, limit: 100 })
  return entries.filter(({ kind }) => kind === 'membership').map(({ body }) => JSON.parse(body) as unknown)
}

test('a sealed room begins with its genesis and first lines, and each change of who is in it carries the next', async () => {
  await using server = await openServer()
  const { ada, ben, room } = await household(server)
  const user = ben.user
  expect(ada.live.unread('room').at(-1)?.room).toMatchObject({ id: room, name: '', topic: '', lines: 1, head: 2 })
  await ada.live.do('rooms.invite', { room, user, line: line(2) })
  expect((await ben.live.do('rooms.join', { room, line: line(3) })).room).toMatchObject({ state: 'joined', lines: 3 })
  await ada.live.do('rooms.set-role', { room, user, role: 'moderator', line: line(4) })
  await ben.live.do('rooms.write-line', { room, line: line(5) })
  await ada.live.do('rooms.kick', { room, user, line: line(6) })
  await ada.live.do('rooms.ban', { room, user, line: line(7) })
  await ada.live.do('rooms.unban', { room, user, line: line(8) })
  expect(await changesIn(ada, room)).toEqual([
    { v: 1, kind: 'joined', user: ada.user },
    { v: 1, kind: 'invited', user, line: line(2) },
    { v: 1, kind: 'joined', user, line: line(3) },
    { v: 1, kind: 'role', user, role: 'moderator', line: line(4) },
    { v: 1, kind: 'line', line: line(5) },
    { v: 1, kind: 'kicked', user, line: line(6) },
    { v: 1, kind: 'banned', user, line: line(7) },
    { v: 1, kind: 'unbanned', user, line: line(8) },
  ])
  const log = await ada.live.do('rooms.lines', { room, after: 0 })
  expect([log.genesis, log.more]).toEqual([`how ${room} begins`, false])
  expect(log.lines.map(({ index, sender, body }) => [index, sender, body])).toEqual([
    [1, ada.user, 'the name'],
    ...[2, 3, 4, 5, 6, 7, 8].map((n) => [n, n === 3 || n === 5 ? user : ada.user, `line ${n}`]),
  ])
  const heard = ada.live.frames.flatMap((frame) => (frame.type === 'entry' ? [frame.entry] : []))
  // The first one stands beside the making of the room, which nobody was there to hear.
  expect(
    log.lines
      .slice(1)
      .every(({ id, device, at }) => heard.some((one) => one.id === id && one.device === device && one.at === at)),
  ).toBe(true)
})

test('a change without its line, or with one out of its turn, is refused and stores nothing', async () => {
  await using server = await openServer()
  const { ada, ben, eve, room } = await household(server)
  const user = ben.user
  await ada.live.do('rooms.invite', { room, user, line: line(2) })
  await ben.live.do('rooms.join', { room, line: line(3) })
  await ada.live.do('rooms.invite', { room, user: eve.user, line: line(4) })
  const before = await ada.live.do('messages.history', { room, at: { kind: 'newest' }, limit: 9 })
  for (const [given, code] of [
    [undefined, 'wrong_line'],
    [line(4), 'stale'],
    [line(6), 'stale'],
  ] as const) {
    const input = given ? { room, line: given } : { room }
    const tries = [
      eve.live.do('rooms.join', input),
      ada.live.do('rooms.kick', { ...input, user }),
      ada.live.do('rooms.ban', { ...input, user }),
      ada.live.do('rooms.set-role', { ...input, user, role: 'moderator' }),
      ...(given ? [ben.live.do('rooms.leave', input)] : []),
      ...(given ? [ada.live.do('rooms.write-line', { room, line: given })] : []),
      ...(given ? [ada.live.do('rooms.admit', { room, user: eve.user, line: given })] : []),
    ]
    await Promise.all(tries.map((one) => expect(one).rejects.toEqual(refused(code))))
  }
  await expect(ada.live.do('rooms.update', { room, name: 'n', topic: '' })).rejects.toEqual(refused('wrong_line'))
  expect(await ada.live.do('messages.history', { room, at: { kind: 'newest' }, limit: 9 })).toEqual(before)
})

test('what is so already stays so: its line is not stored', async () => {
  await using server = await openServer()
  const { ada, ben, eve, room } = await household(server)
  await ada.live.do('rooms.invite', { room, user: ben.user, line: line(2) })
  await ben.live.do('rooms.join', { room, line: line(3) })
  await ada.live.do('rooms.invite', { room, user: eve.user, line: line(4) })
  await ada.live.do('rooms.invite', { room, user: eve.user, line: line(5) })
  await ada.live.do('rooms.invite', { room, user: ben.user, line: line(5) })
  await ada.live.do('rooms.admit', { room, user: ben.user, line: line(5) })
  await ada.live.do('rooms.set-role', { room, user: ben.user, role: 'member', line: line(5) })
  expect((await ben.live.do('rooms.join', { room, line: line(5) })).room.lines).toBe(4)
  expect((await ada.live.do('rooms.lines', { room, after: 3 })).lines.map(({ index }) => index)).toEqual([4])
})

test('rooms that are not sealed take no line and have none', async () => {
  await using server = await openServer()
  const { ada, ben } = await household(server)
  const open = newId()
  const { room } = await ada.live.do('rooms.create', { id: open, kind: 'public', name: 'Open', topic: '' })
  expect(room.lines).toBeNull()
  const wrong = refused('wrong_line')
  const user = ben.user
  await expect(ben.live.do('rooms.join', { room: open, line: line(1) })).rejects.toEqual(wrong)
  await ben.live.do('rooms.join', { room: open })
  await expect(ada.live.do('rooms.kick', { room: open, user, line: line(1) })).rejects.toEqual(wrong)
  await expect(ben.live.do('rooms.leave', { room: open, line: line(1) })).rejects.toEqual(wrong)
  await expect(ada.live.do('rooms.write-line', { room: open, line: line(1) })).rejects.toEqual(wrong)
  await expect(ada.live.do('rooms.admit', { room: open, user, line: line(1) })).rejects.toEqual(wrong)
  expect(await ben.live.do('rooms.lines', { room: open, after: 0 })).toEqual({ genesis: null, lines: [], more: false })
})

test('of many who write under one index exactly one is stored, and the others hear `stale`', async () => {
  await using server = await openServer()
  const { ada, ben, eve, room } = await household(server)
  await ada.live.do('rooms.invite', { room, user: ben.user, line: line(2) })
  await ben.live.do('rooms.join', { room, line: line(3) })
  const tries = await Promise.allSettled([
    ada.live.do('rooms.write-line', { room, line: line(4, 'hers') }),
    ben.live.do('rooms.write-line', { room, line: line(4, 'his') }),
    ada.call('rooms.invite', { room, user: eve.user, line: line(4, 'Eve') }),
    ben.call('rooms.leave', { room, line: line(4, 'gone') }),
  ])
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const lost = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
  expect(lost).toEqual([refused('stale'), refused('stale'), refused('stale')])
  const { lines } = await ada.live.do('rooms.lines', { room, after: 3 })
  expect(lines.map(({ index }) => index)).toEqual([4])
})

test('the invited see how many lines there are and read them; members learn it from the entry; outsiders nothing', async () => {
  await using server = await openServer()
  const { ada, ben, eve, room } = await household(server)
  await ada.live.do('rooms.invite', { room, user: ben.user, line: line(2) })
  expect((await ben.live.next('room')).room).toMatchObject({ id: room, state: 'invited', lines: 2, head: 0 })
  ada.live.unread('room')
  await ada.live.do('rooms.write-line', { room, line: line(3) })
  expect((await ben.live.next('room')).room).toMatchObject({ state: 'invited', lines: 3 })
  expect((await ben.live.do('rooms.lines', { room, after: 1 })).lines.map(({ body }) => body)).toEqual([
    'line 2',
    'line 3',
  ])
  await ada.live.next('entry', ({ entry }) => entry.body.includes('"line 3"'))
  expect(ada.live.unread('room')).toEqual([])
  expect(ben.live.unread('entry')).toEqual([])
  await expect(ben.live.do('rooms.write-line', { room, line: line(4) })).rejects.toEqual(refused('not_a_member'))
  await expect(ben.live.do('rooms.admit', { room, user: ben.user, line: line(4) })).rejects.toEqual(
    refused('not_a_member'),
  )
  const asked = [
    eve.live.do('rooms.lines', { room, after: 0 }),
    eve.live.do('rooms.write-line', { room, line: line(4) }),
    eve.live.do('rooms.admit', { room, user: eve.user, line: line(4) }),
    eve.live.do('rooms.join', { room, line: line(4) }),
    ada.live.do('rooms.admit', { room, user: eve.user, line: line(4) }),
  ]
  await Promise.all(asked.map((one) => expect(one).rejects.toEqual(refused('not_found'))))
  await ben.live.do('rooms.leave', { room })
  expect((await ada.live.do('rooms.lines', { room, after: 3 })).lines).toEqual([])
})

test('by a link one comes before a sealed room, and a member admits them: from then on they are live in it', async () => {
  await using server = await openServer()
  const { ada, ben, room } = await household(server)
  const kim = await goLive(await guest(server, 'Kim', room, ada))
  const invited = await ada.live.next('entry', ({ entry }) => entry.body.includes('"invited"'))
  expect(invited.entry).toMatchObject({
    sender: ada.user,
    body: JSON.stringify({ v: 1, kind: 'invited', user: kim.user }),
  })
  const told = await ada.live.next('member')
  expect(told).toMatchObject({ state: 'invited', profile: { name: 'Kim' }, members: 1 })
  expect(kim.snapshot.rooms).toMatchObject([{ id: room, state: 'invited', invitedBy: ada.user, lines: 1, since: 1 }])
  const at = { kind: 'newest' } as const
  await expect(kim.live.do('messages.history', { room, at, limit: 9 })).rejects.toEqual(refused('not_found'))

  await ada.live.do('rooms.admit', { room, user: kim.user, line: line(2) })
  const { entry } = await kim.live.next('entry')
  expect(entry).toMatchObject({ sender: ada.user, seq: 4 })
  expect(JSON.parse(entry.body)).toEqual({ v: 1, kind: 'joined', user: kim.user, line: line(2) })
  expect(await kim.live.next('member')).toMatchObject({ profile: { id: kim.user }, state: 'joined', members: 2 })
  const shown = (await kim.live.next('room')).room
  expect(shown).toMatchObject({ state: 'joined', role: 'member', lines: 2, since: 4, read: { seq: 4 }, members: 2 })
  await expect.poll(() => listOf(kim)).toEqual(await freshListOf(kim))
  const sent = await ada.live.do('messages.send', { room, id: newId(), kind: 'message', body: 'welcome' })
  expect((await kim.live.next('entry', (frame) => frame.entry.kind === 'message')).entry.seq).toBe(sent.seq)
  expect(ben.live.frames.filter((frame) => JSON.stringify(frame).includes(room))).toEqual([])
})

test('a device without its keys leaves without a line; when the last one has left, the room is over', async () => {
  await using server = await openServer()
  const { ada, ben, eve, room } = await household(server)
  for (const [n, who] of [ben, eve].entries())
    await ada.live.do('rooms.invite', { room, user: who.user, line: line(n + 2) })
  await ben.live.do('rooms.join', { room, line: line(4) })
  await ben.live.do('rooms.leave', { room })
  expect((await ada.live.do('rooms.lines', { room, after: 0 })).lines).toHaveLength(4)
  await ada.live.do('rooms.leave', { room, line: line(5) })
  await eve.live.next('room', (frame) => frame.room.lines === 5)
  await expect(eve.live.do('rooms.join', { room, line: line(6) })).rejects.toEqual(refused('not_found'))
  await eve.live.do('rooms.leave', { room })
  expect(await freshListOf(eve)).toEqual([])
})

test('a sealed direct message is found by its people, whatever genesis they bring; its lines go on', async () => {
  await using server = await openServer()
  const { ada, ben, eve, room: taken } = await household(server)
  await expect(ada.live.do('rooms.direct', { ...directWith(ben), id: taken })).rejects.toEqual(refused('conflict'))
  const input = directWith(ben)
  const [one, other] = await Promise.all([
    ada.live.do('rooms.direct', input),
    ben.live.do('rooms.direct', directWith(ada)),
  ])
  expect(one.room.id).toBe(other.room.id)
  const room = one.room.id
  expect(one.room).toMatchObject({ kind: 'direct', lines: 0 })
  await expect(eve.live.do('rooms.direct', { ...directWith(ben), id: room })).rejects.toEqual(refused('conflict'))
  expect((await ada.live.do('rooms.direct', { ...directWith(ben), id: taken })).room.id).toBe(room)
  await ada.live.do('rooms.write-line', { room, line: line(1) })
  await ben.live.do('rooms.leave', { room })
  expect((await ben.live.do('rooms.direct', directWith(ada))).room).toMatchObject({ id: room, lines: 1 })
  await ben.live.do('rooms.leave', { room, line: line(2) })
  await expect(eve.live.do('rooms.lines', { room, after: 0 })).rejects.toEqual(refused('not_found'))
  expect((await ada.live.do('rooms.lines', { room, after: 0 })).lines).toHaveLength(2)
})

test('making a sealed room again finds it as it is; the same id of somebody else is a conflict', async () => {
  await using server = await openServer()
  const { ada, ben } = await household(server)
  const input = sealedRoom(undefined, ['one', 'two'])
  const [first, second] = await Promise.all([ada.live.do('rooms.create', input), ada.call('rooms.create', input)])
  expect([first.room.lines, second.room]).toEqual([2, first.room])
  await expect(ben.live.do('rooms.create', input)).rejects.toEqual(refused('conflict'))
  expect((await ada.live.do('rooms.lines', { room: input.id, after: 0 })).lines).toHaveLength(2)
})

test('a membership log comes in pages of 100 lines and of about 256 KiB', async () => {
  await using server = await openServer()
  const { ada, room } = await household(server)
  const write = async (from: number, count: number, body: string) => {
    for (let n = from; n < from + count; n += 1) await ada.live.do('rooms.write-line', { room, line: line(n, body) })
  }
  await write(2, 104, 'short')
  const page = async (after: number) => {
    const { lines, more } = await ada.live.do('rooms.lines', { room, after })
    return [lines[0]?.index, lines.at(-1)?.index, more]
  }
  expect([await page(0), await page(100), await page(105)]).toEqual([
    [1, 100, true],
    [101, 105, false],
    [undefined, undefined, false],
  ])
  await write(106, 9, 'x'.repeat(40_000))
  expect([await page(105), await page(112)]).toEqual([
    [106, 112, true],
    [113, 114, false],
  ])
})

test('C3: a retry in a sealed room is sealed anew, and still found; as another kind it is a conflict', async () => {
  await using server = await openServer()
  const { ada, room } = await household(server)
  const id = newId()
  const send = (body: string, kind: Exclude<EntryKind, 'membership'> = 'message') =>
    ada.live.do('messages.send', { room, id, kind, body })
  const first = await send('sealed once')
  expect(await send('sealed twice')).toEqual({ ...first, dup: true })
  await expect(send('sealed once', 'call')).rejects.toEqual(refused('conflict'))
  const { entries } = await ada.live.do('messages.history', { room, at: { kind: 'newest' }, limit: 1 })
  expect(entries[0]?.body).toBe('sealed once')
})

test('private rooms and direct messages from before sealing go on as they were', async () => {
  await using before = await openServer()
  const made = await household(before)
  const pair = (await made.ada.live.do('rooms.direct', directWith(made.ben))).room.id
  await Promise.all([made.ada, made.ben, made.eve].map(({ live }) => live.close()))
  await before.stop()
  const db = new DatabaseSync(join(before.folder, 'parley.db'))
  db.exec("UPDATE rooms SET genesis = NULL, lines = NULL, name = 'Kitchen'; DELETE FROM room_lines")
  db.close()
  await using server = await openServer({}, before.folder)
  const again = async (handle: string) => goLive(await secondDevice(server, handle))
  const [ada, ben] = [await again('ada'), await again('ben')]
  const { room } = made
  expect(ada.snapshot.rooms.map(({ lines }) => lines)).toEqual([null, null])
  expect((await ben.live.do('rooms.direct', directWith(ada))).room.id).toBe(pair)
  const user = ben.user
  await expect(ada.live.do('rooms.invite', { room, user, line: line(1) })).rejects.toEqual(refused('wrong_line'))
  await ada.live.do('rooms.invite', { room, user })
  expect((await ben.live.do('rooms.join', { room })).room).toMatchObject({ name: 'Kitchen', lines: null })
  await ada.live.do('rooms.update', { room, name: 'Cellar', topic: '' })
  const kim = await goLive(await guest(server, 'Kim', room, ada))
  expect(kim.snapshot.rooms).toMatchObject([{ name: 'Cellar', state: 'joined' }])
  const message = { room, id: newId(), kind: 'message' as const, body: 'one' }
  await kim.live.do('messages.send', message)
  await expect(kim.live.do('messages.send', { ...message, body: 'two' })).rejects.toEqual(refused('conflict'))
})
