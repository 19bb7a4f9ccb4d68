import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { makeId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { openServer, person } from '../../testing/index.ts'

const newId = () => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))

test('row 26: of a message the store has the routing and the body as it was sent, and nothing else', async () => {
  await using server = await openServer()
  const ada = await person(server, 'ada')
  const room = newId()
  await ada.call('rooms.create', { id: room, kind: 'public', name: 'Room', topic: '' })
  const body = JSON.stringify({ v: 1, kind: 'text', text: 'just between us 🤫' })
  const id = newId()
  const { seq, at } = await ada.call('messages.send', { room, id, kind: 'message', body })
  using db = new DatabaseSync(join(server.folder, 'parley.db'), { readOnly: true })
  const columns = db.prepare("SELECT name FROM pragma_table_info('entries')").all()
  const expected = ['room', 'seq', 'id', 'kind', 'sender', 'device', 'at', 'messages', 'body']
  expect(columns.map((column) => column['name'])).toEqual(expected)
  const row = { ...db.prepare('SELECT * FROM entries WHERE id = ?').get(id) }
  const routing = { seq, id, kind: 'message', sender: ada.user, device: ada.device, at, messages: 1 }
  expect(row).toEqual({ ...routing, room: expect.any(Number), body })
  expect(Object.keys(JSON.parse(String(row['body'])) as object)).toEqual(['v', 'kind', 'text'])
})

test('row 26: name and topic of a private room are stored as they were sent, whatever they are', async () => {
  await using server = await openServer()
  const ada = await person(server, 'ada')
  const sealed = () => Buffer.from(crypto.getRandomValues(new Uint8Array(90))).toString('base64url')
  const about = { name: sealed(), topic: sealed() }
  const room = newId()
  await ada.call('rooms.create', { id: room, kind: 'private', ...about })
  using db = new DatabaseSync(join(server.folder, 'parley.db'), { readOnly: true })
  const stored = () => ({ ...db.prepare('SELECT name, topic FROM rooms WHERE id = ?').get(room) })
  expect(stored()).toEqual(about)
  const next = { name: sealed(), topic: '' }
  await ada.call('rooms.update', { room, ...next })
  expect(stored()).toEqual(next)
})
