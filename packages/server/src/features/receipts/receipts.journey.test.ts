import { type Mark, makeId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { crowdedFolder, openServer, secondDevice, type Visitor, visitor } from '../../testing/index.ts'

const newId = () => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const body = JSON.stringify({ v: 1, kind: 'text', text: 'seen?' })
const say = async (who: Visitor, room: string) =>
  (await who.live.do('messages.send', { room, id: newId(), kind: 'message', body })).seq
const settings = (some: { invisible?: boolean; typing?: boolean; receipts?: boolean }) => ({
  settings: { invisible: false, typing: true, receipts: true, reports: true, ...some },
})

async function roomOf(first: Visitor, ...others: Visitor[]): Promise<string> {
  const { room } = await first.live.do('rooms.create', { id: newId(), kind: 'public', name: 'Room', topic: '' })
  for (const one of others) await one.live.do('rooms.join', { room: room.id })
  return room.id
}

/** Of the others, how many have a position delivered and read. */
async function counted(who: Visitor, room: string, seq: number): Promise<[delivered: number, read: number]> {
  const { marks } = await who.live.do('marks.list', { room })
  const others = marks.filter(({ user }) => user !== who.user)
  const reached = (key: 'delivered' | 'read') => others.filter((mark) => mark[key] >= seq).length
  return [reached('delivered'), reached('read')]
}

/** The last mark of somebody that a socket was told. */
const lastMark = (who: Visitor, of: Visitor): Mark | undefined =>
  who.live.frames
    .flatMap((frame) => (frame.type === 'marks' ? frame.marks : []))
    .findLast(({ user }) => user === of.user)

test('rows 44, 45, 49: delivered, then read; in a room of three a message is seen by 0, 1 and 2 of 2', async () => {
  await using server = await openServer()
  const [ada, ben, chloé] = [await visitor(server, 'ada'), await visitor(server, 'ben'), await visitor(server, 'chloe')]
  const room = await roomOf(ada, ben, chloé)
  const seq = await say(ada, room)
  expect(await counted(ada, room, seq)).toEqual([0, 0])
  await ben.live.do('marks.set', { room, delivered: seq, read: 0 })
  await expect.poll(() => lastMark(ada, ben)).toEqual({ user: ben.user, delivered: seq, read: 0 })
  expect(await counted(ada, room, seq)).toEqual([1, 0])
  await ben.live.do('marks.set', { room, delivered: seq, read: seq })
  await expect.poll(() => lastMark(ada, ben)?.read).toBe(seq)
  expect(await counted(ada, room, seq)).toEqual([1, 1])
  await chloé.live.do('marks.set', { room, delivered: seq, read: seq })
  await expect.poll(() => lastMark(ada, chloé)?.read).toBe(seq)
  expect(await counted(ada, room, seq)).toEqual([2, 2])
})

test('what was read on one device is read on the other; unread is a subtraction', async () => {
  await using server = await openServer()
  const [ada, ben] = [await visitor(server, 'ada'), await visitor(server, 'ben')]
  const room = await roomOf(ada, ben)
  const phone = await (await secondDevice(server, 'ben')).socket()
  await phone.resume()
  const first = await say(ada, room)
  await say(ada, room)
  const { read } = await ben.live.do('marks.set', { room, delivered: first, read: first })
  expect(read).toEqual({ seq: first, messages: 1 })
  expect(await phone.next('own_mark')).toEqual({ type: 'own_mark', room, seq: first, messages: 1 })
  const [mine] = (await (await ben.socket()).resume()).rooms
  expect([mine?.messages, mine?.read.messages]).toEqual([2, 1])
})

test("what one sends is unread on none of one's devices, and others are not told of a read mark", async () => {
  await using server = await openServer()
  const [ada, ben] = [await visitor(server, 'ada'), await visitor(server, 'ben')]
  const room = await roomOf(ada, ben)
  const phone = await (await secondDevice(server, 'ben')).socket()
  await phone.resume()
  await say(ada, room)
  const seq = await say(ben, room)
  await phone.next('entry', ({ entry }) => entry.seq === seq)
  const [mine] = (await (await ben.socket()).resume()).rooms
  expect([mine?.messages, mine?.read]).toEqual([2, { seq, messages: 2 }])
  expect((await ada.live.do('marks.list', { room })).marks).toContainEqual({ user: ben.user, delivered: 0, read: 0 })
  expect(lastMark(ada, ben)).toBeUndefined()
})

test('marks of one moment are told once, the last of each member', async () => {
  await using server = await openServer()
  const [ada, ben] = [await visitor(server, 'ada'), await visitor(server, 'ben')]
  const room = await roomOf(ada, ben)
  const last = [await say(ada, room), await say(ada, room), await say(ada, room), await say(ada, room)].at(-1) ?? 0
  await Promise.all([1, 2, 3, 4].map((n) => ben.live.do('marks.set', { room, delivered: last - 4 + n, read: 0 })))
  await expect.poll(() => lastMark(ada, ben)?.delivered).toBe(last)
  expect(ada.live.unread('marks')).toHaveLength(1)
})

test('who switches read marks off neither sends nor sees them; what was delivered stays', async () => {
  await using server = await openServer()
  const [ada, ben] = [await visitor(server, 'ada'), await visitor(server, 'ben')]
  const room = await roomOf(ada, ben)
  await ben.live.do('users.settings', settings({ receipts: false }))
  const seq = await say(ada, room)
  await ada.live.do('marks.set', { room, delivered: seq, read: seq })
  await ben.live.do('marks.set', { room, delivered: seq, read: seq })
  await expect.poll(() => lastMark(ada, ben)).toEqual({ user: ben.user, delivered: seq, read: 0 })
  await expect.poll(() => lastMark(ben, ada)).toEqual({ user: ada.user, delivered: seq, read: 0 })
  expect((await ben.live.do('marks.list', { room })).marks).toContainEqual({ user: ada.user, delivered: seq, read: 0 })
  expect(await counted(ada, room, seq)).toEqual([1, 0])
  expect(
    ada.live.frames.some(
      (frame) => frame.type === 'marks' && frame.marks.some((m) => m.user === ben.user && m.read > 0),
    ),
  ).toBe(false)
})

test('over 100 members there are numbers, and no events', async () => {
  await using crowd = await crowdedFolder(99)
  await using server = await openServer({}, crowd.folder)
  const [ada, ben] = [await visitor(server, 'ada'), await visitor(server, 'ben')]
  const { room } = crowd
  for (const who of [ada, ben]) await who.live.do('rooms.join', { room })
  const seq = await say(ada, room)
  await ben.live.do('marks.set', { room, delivered: seq, read: 0 })
  await ada.live.do('marks.set', { room, delivered: seq, read: seq })
  expect(await ben.live.do('marks.list', { room })).toEqual({
    marks: [],
    sealed: [],
    counts: { delivered: 2, read: 1 },
  })
  const small = await roomOf(ada, ben)
  const other = await say(ada, small)
  await ben.live.do('marks.set', { room: small, delivered: other, read: other })
  await ada.live.next('marks', (frame) => frame.room === small)
  expect(ada.live.unread('marks')).toEqual([])
})
