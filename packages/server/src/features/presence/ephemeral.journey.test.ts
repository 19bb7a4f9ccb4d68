import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { makeId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { directWith, goLive, openServer, visitor } from '../../testing/index.ts'

const newId = () => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))

/** Changes whenever another connection commits anything (SQLite, PRAGMA data_version). */
function commitsOf(folder: string) {
  const db = new DatabaseSync(join(folder, 'parley.db'), { readOnly: true })
  const version = db.prepare('PRAGMA data_version')
  return { now: () => version.get()?.['data_version'], [Symbol.dispose]: () => db.close() }
}

/** Every file of a folder: its size, its content, and when it was written. */
async function filesOf(folder: string): Promise<Record<string, unknown>> {
  const names = await readdir(folder)
  const known = names.toSorted().map(async (name) => {
    const { size, mtimeMs } = await stat(join(folder, name))
    const content = await readFile(join(folder, name))
    return [name, { size, mtimeMs, hash: createHash('sha256').update(content).digest('hex') }] as const
  })
  return Object.fromEntries(await Promise.all(known))
}

test('row 102: typing, presence and the roster of a call never touch the disk', async () => {
  await using server = await openServer({ PARLEY_OFFLINE_AFTER: '0', PARLEY_TYPING_PER_SECOND: '10000' })
  const [ada, ben] = [await visitor(server, 'ada'), await visitor(server, 'ben')]
  const { room } = await ada.live.do('rooms.direct', directWith(ben))
  const hall = newId()
  await ada.live.do('rooms.create', { id: hall, kind: 'public', name: 'Hall', topic: '' })
  await ben.live.do('rooms.join', { room: hall })
  const spare = await ben.socket()
  const files = await filesOf(server.folder)
  using commits = commitsOf(server.folder)
  const before = commits.now()
  for (let n = 0; n < 50; n += 1) {
    await ben.live.do('typing.set', { room: hall, typing: n % 2 === 0 })
    await ben.live.do('typing.set', { room: room.id, sealed: `sealed ${n}` })
    await ben.live.do('presence.set', { state: n % 2 === 0 ? 'away' : 'online' })
  }
  await ada.live.next('typing')
  await ada.live.next('sealed_typing')
  await ada.live.next('user_presence')
  const { call } = await ada.live.do('calls.start', { room: room.id, media: 'audio' })
  await ben.live.do('calls.join', { call: call.id })
  await ben.live.do('calls.renew', { call: call.id, room: room.id, media: 'audio' })
  await ada.live.do('calls.leave', { call: call.id })
  await spare.resume()
  await ben.live.close()
  await spare.close()
  await ada.live.next('user_offline')
  expect(commits.now()).toBe(before)
  expect(await filesOf(server.folder)).toEqual(files)
  await ada.live.do('messages.send', { room: room.id, id: newId(), kind: 'message', body: 'anything' })
  expect(commits.now()).not.toBe(before)
  expect(await filesOf(server.folder)).not.toEqual(files)
  await goLive(ben)
})
