import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { makeId, type ServerFrame, signCharacters } from '@parley/protocol'
import { expect, test } from 'vitest'
import {
  crowdedFolder,
  directWith,
  nextLine,
  openServer,
  sealedRoom,
  secondDevice,
  type Visitor,
  visitor,
} from '../../testing/index.ts'

const refused = (code: string) => expect.objectContaining({ code })
const newId = () => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const say = async (who: Visitor, room: string) =>
  (await who.live.do('messages.send', { room, id: newId(), kind: 'message', body: 'sealed words' })).seq
const sealedOf = async (who: Visitor, room: string) => (await who.live.do('marks.list', { room })).sealed
const signs = (frames: readonly ServerFrame[]) =>
  frames.filter(({ type }) => ['marks', 'sealed_marks', 'typing', 'sealed_typing'].includes(type))

test('rows 44, 45: in a sealed room others get what was sealed, of each device the last; the read mark is for oneself', async () => {
  await using server = await openServer()
  const [ada, ben] = [await visitor(server, 'ada'), await visitor(server, 'ben')]
  const room = (await ada.live.do('rooms.direct', directWith(ben))).room.id
  const phone = await secondDevice(server, 'ben')
  const socket = await phone.socket()
  await socket.resume()
  const seq = await say(ada, room)
  const { read } = await ben.live.do('marks.set', { room, read: seq, sealed: 'one' })
  expect(read).toEqual({ seq, messages: 1 })
  await ben.live.do('marks.set', { room, read: 0, sealed: 'two' })
  const mine = { user: ben.user, device: ben.device, sealed: 'two' }
  const { marks } = await ada.live.next('sealed_marks')
  expect(marks).toEqual([mine])
  expect((await socket.next('own_mark')).seq).toBe(seq)
  await phone.call('marks.set', { room, read: 0, sealed: 'three' })
  const other = { user: ben.user, device: phone.device, sealed: 'three' }
  expect(await ada.live.do('marks.list', { room })).toEqual({
    marks: [],
    sealed: expect.toSatisfy((all: unknown[]) => all.length === 2),
    counts: null,
  })
  expect(await sealedOf(ada, room)).toEqual(expect.arrayContaining([mine, other]))
  await ben.live.do('marks.set', { room, read: seq, sealed: null })
  expect(await sealedOf(ada, room)).toContainEqual(mine)
  expect(ada.live.frames.some(({ type }) => type === 'marks' || type === 'own_mark')).toBe(false)
})

test('clear marks and typing are refused in a sealed room, and sealed ones in any other', async () => {
  await using server = await openServer()
  const [ada, ben] = [await visitor(server, 'ada'), await visitor(server, 'ben')]
  const room = (await ada.live.do('rooms.direct', directWith(ben))).room.id
  const hall = newId()
  await ada.live.do('rooms.create', { id: hall, kind: 'public', name: 'Hall', topic: '' })
  await ben.live.do('rooms.join', { room: hall })
  const wrong = refused('wrong_sealing')
  await expect(ben.live.do('marks.set', { room, delivered: 1, read: 0 })).rejects.toEqual(wrong)
  await expect(ben.live.do('marks.set', { room: hall, read: 1, sealed: 'x' })).rejects.toEqual(wrong)
  await expect(ben.live.do('marks.set', { room: hall, read: 1, sealed: null })).rejects.toEqual(wrong)
  await expect(ben.live.do('typing.set', { room, typing: true })).rejects.toEqual(wrong)
  await expect(ben.live.do('typing.set', { room: hall, sealed: 'x' })).rejects.toEqual(wrong)
  await ben.live.do('typing.set', { room: hall, typing: false })
  const seq = await say(ben, room)
  await ada.live.next('entry', ({ entry }) => entry.seq === seq)
  expect(signs(ada.live.frames)).toEqual([])
})

test.each([
  ['both', { read: 1, delivered: 1, sealed: 'x' }],
  ['nothing', { read: 1 }],
  ['no text', { read: 1, sealed: 7 }],
  ['an empty one', { read: 1, sealed: '' }],
  ['a long one', { read: 1, sealed: 'x'.repeat(signCharacters + 1) }],
  ['something more', { read: 1, sealed: 'x', user: 'somebody' }],
])('marks with %s are a bad request', async (_, input) => {
  await using server = await openServer()
  const [ada, ben] = [await visitor(server, 'ada'), await visitor(server, 'ben')]
  const room = (await ada.live.do('rooms.direct', directWith(ben))).room.id
  await expect(ada.live.do('marks.set', { room, ...input } as never)).rejects.toEqual(refused('bad_request'))
  const { read: _read, ...note } = input
  await expect(ada.live.do('typing.set', { room, typing: true, ...note } as never)).rejects.toBeInstanceOf(Error)
})

test('strangers, the invited and those who have gone get nothing, and their marks do not stay', async () => {
  await using server = await openServer()
  const [ada, ben, cyd, eve] = [
    await visitor(server, 'ada'),
    await visitor(server, 'ben'),
    await visitor(server, 'cyd'),
    await visitor(server, 'eve'),
  ]
  const { room } = await ada.live.do('rooms.create', sealedRoom())
  for (const one of [ben, cyd]) {
    await ada.live.do('rooms.invite', { room: room.id, user: one.user, line: await nextLine(ada, room.id) })
  }
  await ben.live.do('rooms.join', { room: room.id, line: await nextLine(ada, room.id) })
  await ben.live.do('marks.set', { room: room.id, read: 1, sealed: 'ben was here' })
  await ben.live.do('typing.set', { room: room.id, sealed: 'ben types' })
  await ada.live.next('sealed_typing', ({ sealed, user }) => sealed === 'ben types' && user === ben.user)
  await ada.live.next('sealed_marks')
  for (const one of [cyd, eve]) {
    const gone = refused(one === cyd ? 'not_a_member' : 'not_found')
    await expect(one.live.do('marks.list', { room: room.id })).rejects.toEqual(gone)
    await expect(one.live.do('typing.set', { room: room.id, sealed: 'x' })).rejects.toEqual(gone)
    const write = one.live.do('marks.set', { room: room.id, read: 1, sealed: 'x' })
    await expect(write).rejects.toEqual(refused('not_a_member'))
  }
  const line = await nextLine(ada, room.id)
  await ada.live.do('rooms.kick', { room: room.id, user: ben.user, line })
  expect(await sealedOf(ada, room.id)).toEqual([])
  await ada.live.do('marks.set', { room: room.id, read: 1, sealed: 'only ada' })
  await ada.live.next('sealed_marks', ({ marks }) => marks.some(({ sealed }) => sealed === 'only ada'))
  for (const one of [ben, cyd, eve]) expect(JSON.stringify(one.live.frames)).not.toContain('only ada')
  for (const one of [cyd, eve]) expect(signs(one.live.frames)).toEqual([])
  expect(signs(ben.live.frames).some(({ type }) => type === 'sealed_typing')).toBe(false)
})

test('no column holds how far somebody has got in a sealed room, but their own read mark', async () => {
  await using server = await openServer()
  const [ada, ben] = [await visitor(server, 'ada'), await visitor(server, 'ben')]
  const room = (await ada.live.do('rooms.direct', directWith(ben))).room.id
  const seq = await say(ada, room)
  await ben.live.do('marks.set', { room, read: seq, sealed: 'opaque' })
  await ben.live.do('typing.set', { room, sealed: 'never stored' })
  await ada.live.next('sealed_typing')
  using db = new DatabaseSync(join(server.folder, 'parley.db'), { readOnly: true })
  const rows = (sql: string) =>
    db
      .prepare(sql)
      .all()
      .map((row) => ({ ...row }))
  expect(rows('SELECT * FROM marks')).toEqual([])
  expect(rows('SELECT user, device, sealed FROM sealed_marks')).toEqual([
    { user: ben.user, device: ben.device, sealed: 'opaque' },
  ])
  expect(rows(`SELECT read_seq FROM members WHERE user = '${ben.user}'`)).toEqual([{ read_seq: seq }])
  const tables = rows("SELECT name FROM sqlite_schema WHERE type = 'table'").map(({ name }) => String(name))
  for (const table of tables) expect(JSON.stringify(rows(`SELECT * FROM ${table}`))).not.toContain('never stored')
})

test('row 40: who switches typing off neither sends nor sees it, in a sealed room too; no snapshot tells of it', async () => {
  await using server = await openServer()
  const [ada, ben] = [await visitor(server, 'ada'), await visitor(server, 'ben')]
  const room = (await ada.live.do('rooms.direct', directWith(ben))).room.id
  await ada.live.do('typing.set', { room, sealed: 'one' })
  await ben.live.next('sealed_typing')
  const again = await (await secondDevice(server, 'ben')).socket()
  expect((await again.resume()).typing).toEqual([])
  await ben.live.do('users.settings', { settings: { invisible: false, typing: false, receipts: true, reports: true } })
  await ben.live.next('settings')
  await ada.live.do('typing.set', { room, sealed: 'two' })
  await ben.live.do('typing.set', { room, sealed: 'three' })
  const words = [await say(ada, room), await say(ben, room)]
  for (const who of [ada, ben]) await who.live.next('entry', ({ entry }) => entry.seq === words[1])
  expect(ben.live.unread('sealed_typing')).toEqual([])
  expect(signs(ada.live.frames)).toEqual([])
})

test('in a sealed room over 100 members nothing is kept or told', async () => {
  await using crowd = await crowdedFolder(100)
  {
    using db = new DatabaseSync(join(crowd.folder, 'parley.db'))
    db.prepare("UPDATE rooms SET genesis = 'g', lines = 0 WHERE id = ?").run(crowd.room)
  }
  await using server = await openServer({}, crowd.folder)
  const [ada, ben] = [await visitor(server, 'ada'), await visitor(server, 'ben')]
  const { room } = crowd
  for (const who of [ada, ben]) await who.live.do('rooms.join', { room, line: await nextLine(who, room) })
  const seq = await say(ada, room)
  expect((await ben.live.do('marks.set', { room, read: seq, sealed: 'x' })).read.seq).toBe(seq)
  await ben.live.do('typing.set', { room, sealed: 'x' })
  expect(await ada.live.do('marks.list', { room })).toEqual({ marks: [], sealed: [], counts: null })
  const last = await say(ben, room)
  await ada.live.next('entry', ({ entry }) => entry.seq === last)
  expect(signs(ada.live.frames)).toEqual([])
})
