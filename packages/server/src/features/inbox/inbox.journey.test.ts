import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { directWith, goLive, openServer, person, secondDevice, visitor } from '../../testing/index.ts'

const refused = (code: string) => expect.objectContaining({ code })

test('sealed bodies reach a device that is live and one that comes later, and nobody outside the rooms of the sender', async () => {
  await using server = await openServer()
  const [ada, ben, eve] = [await visitor(server, 'ada'), await visitor(server, 'ben'), await visitor(server, 'eve')]
  const phone = await secondDevice(server, 'ben')
  await ada.call('rooms.direct', directWith(ben))
  const to = (who: { user: string; device: string }, body: string) => ({ user: who.user, device: who.device, body })
  const messages = [to(ben, 'one'), to(phone, 'two'), to(eve, 'three'), { ...to(ben, 'four'), device: 'X'.repeat(22) }]
  expect(await ada.live.do('inbox.send', { messages })).toEqual({ sent: 2 })
  const from = { user: ada.user, device: ada.device }
  expect((await ben.live.next('inbox')).entry).toMatchObject({ seq: 1, kind: 'sealed', from, body: 'one' })
  const later = await goLive(phone)
  expect((await later.live.next('inbox')).entry).toMatchObject({ seq: 1, kind: 'sealed', from, body: 'two' })
  await later.live.do('inbox.ack', { seq: 1 })
  expect((await goLive(phone)).live.unread('inbox')).toEqual([])
  expect(eve.live.unread('inbox')).toEqual([])
})

test('an inbox that is full refuses the whole send, names the device, and hands everything over once it is back', async () => {
  await using server = await openServer()
  const [ada, ben] = [await person(server, 'ada'), await person(server, 'ben')]
  await ada.call('rooms.direct', directWith(ben))
  using db = new DatabaseSync(join(server.folder, 'parley.db'))
  db.prepare('UPDATE sessions SET inbox_seq = 9999 WHERE device = ?').run(ben.device)
  db.prepare(`
    WITH RECURSIVE n(seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM n WHERE seq < 9999)
    INSERT INTO inbox SELECT ?, seq, 'sealed', 'u', 'd', NULL, 0, ? FROM n`).run(ben.device, 'x'.repeat(1000))
  const message = { user: ben.user, device: ben.device, body: 'b' }
  const own = { user: ada.user, device: ada.device, body: 'b' }
  await expect(ada.call('inbox.send', { messages: [own, message, message] })).rejects.toMatchObject({
    code: 'inbox_full',
    detail: { path: 'input.messages.2.device' },
  })
  expect(await ada.call('inbox.send', { messages: [message] })).toEqual({ sent: 1 })
  await expect(ada.call('inbox.send', { messages: [message] })).rejects.toEqual(refused('inbox_full'))
  const { live } = await goLive(ben)
  const seqs = live.unread('inbox').map(({ entry }) => entry.seq)
  expect(seqs).toEqual(Array.from({ length: 10_000 }, (_, n) => n + 1))
  await live.do('inbox.ack', { seq: 10_000 })
  expect(await ada.call('inbox.send', { messages: [message] })).toEqual({ sent: 1 })
  expect((await live.next('inbox')).entry.seq).toBe(10_001)
  expect((await goLive(ada)).live.unread('inbox')).toEqual([])
})
