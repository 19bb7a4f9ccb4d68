import { makeId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { openServer, person, type TestServer, visitor } from '../../testing/index.ts'

const newId = () => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const message = (room: string, line: string) => ({
  room,
  id: newId(),
  kind: 'message' as const,
  body: JSON.stringify({ v: 1, kind: 'text', text: line }),
})
const refused = (code: string) => expect.objectContaining({ code })

async function roomOfTwo(server: TestServer) {
  const [ada, ben] = [await visitor(server, 'ada'), await visitor(server, 'ben')]
  const { room } = await ada.live.do('rooms.create', { id: newId(), kind: 'public', name: 'Room', topic: '' })
  await ben.live.do('rooms.join', { room: room.id })
  return { ada, ben, room: room.id }
}

test('C3: a retry finds the first by WebSocket and by HTTP; another text under its id is a conflict', async () => {
  await using server = await openServer()
  const { ada, ben, room } = await roomOfTwo(server)
  const sent = message(room, 'once')
  const first = await ada.live.do('messages.send', sent)
  expect(await ada.live.do('messages.send', sent)).toEqual({ ...first, dup: true })
  expect(await ada.call('messages.send', sent)).toEqual({ ...first, dup: true })
  await expect(ada.call('messages.send', { ...message(room, 'twice'), id: sent.id })).rejects.toEqual(
    refused('conflict'),
  )
  const theirs = await ben.live.do('messages.send', { ...message(room, 'mine'), id: sent.id })
  expect(theirs).toMatchObject({ seq: first.seq + 1, dup: false })
  await ben.live.next('entry', ({ entry }) => entry.seq === theirs.seq)
  expect(ben.live.frames.filter((frame) => frame.type === 'entry' && frame.entry.id === sent.id)).toHaveLength(2)
})

test('a retry of what was stored is not refused because its sender was removed meanwhile', async () => {
  await using server = await openServer()
  const { ada, ben, room } = await roomOfTwo(server)
  const sent = message(room, 'the answer was lost')
  const { seq } = await ben.live.do('messages.send', sent)
  await ada.live.do('rooms.ban', { room, user: ben.user })
  expect(await ben.live.do('messages.send', sent)).toMatchObject({ seq, dup: true })
  await expect(ben.live.do('messages.send', message(room, 'new'))).rejects.toEqual(refused('not_a_member'))
})

test('the sender hears their own message; unread counts messages and nothing else', async () => {
  await using server = await openServer()
  const { ada, ben, room } = await roomOfTwo(server)
  const { seq, messages } = await ada.live.do('messages.send', message(room, 'hello'))
  for (const who of [ada, ben]) {
    expect((await who.live.next('entry', ({ entry }) => entry.seq === seq)).entry).toMatchObject({
      messages: 1,
      sender: ada.user,
    })
  }
  await ada.live.do('messages.send', { ...message(room, '{}'), kind: 'call' })
  await (await person(server, 'chloe')).call('rooms.join', { room })
  const socket = await ben.socket()
  const [mine] = (await socket.resume()).rooms
  expect(messages).toBe(1)
  expect([mine?.messages, mine?.read.messages, mine?.head]).toEqual([1, 0, seq + 2])
})

test('history of a public room is open to an account before it joins, and closed to who was banned', async () => {
  await using server = await openServer()
  const { ada, ben, room } = await roomOfTwo(server)
  await ada.live.do('messages.send', message(room, 'one'))
  const look = { room, at: { kind: 'newest' as const }, limit: 100 }
  const chloé = await person(server, 'chloe', 'Chloé')
  expect((await chloé.call('messages.history', look)).entries).toHaveLength(4)
  await ada.live.do('rooms.ban', { room, user: ben.user })
  await expect(ben.call('messages.history', look)).rejects.toEqual(refused('not_found'))
  await expect(chloé.call('messages.history', { ...look, room: newId() })).rejects.toEqual(refused('not_found'))
})
