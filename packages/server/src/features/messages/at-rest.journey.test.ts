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

test('row 26: of a private room the store has no name and no topic; its membership log comes back as it was sent', async () => {
  await using server = await openServer()
  const ada = await person(server, 'ada')
  const sealed = () => Buffer.from(crypto.getRandomValues(new Uint8Array(90))).toString('base64url')
  const [genesis, first, second] = ['{"é":"\\"\\u0000"}\u0000', sealed(), `${sealed()}"\\\u0000🦊`]
  const room = newId()
  await ada.call('rooms.create', { id: room, kind: 'private', genesis, lines: [first] })
  await ada.call('rooms.write-line', { room, line: { index: 2, body: second } })
  using db = new DatabaseSync(join(server.folder, 'parley.db'), { readOnly: true })
  const row = { ...db.prepare('SELECT name, topic, genesis, lines FROM rooms WHERE id = ?').get(room) }
  expect(row).toEqual({ name: '', topic: '', genesis, lines: 2 })
  const log = await ada.call('rooms.lines', { room, after: 0 })
  expect([log.genesis, log.lines.map(({ body }) => body)]).toEqual([genesis, [first, second]])
})
