import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { goLive, handClock, openServer, type Person, type TestServer, visitor } from '../../testing/index.ts'
import { spawnServer } from '../../testing/killable.ts'
import { openSocket } from '../../testing/socket.ts'

const newId = () => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const aRoom = () => ({ id: newId(), kind: 'public' as const, name: 'Room', topic: '' })

test('row 35: a device that answers no heartbeat is cut with 4009, and offline within 30 s of its last word', async () => {
  const clock = handClock()
  await using server = await openServer({}, undefined, clock)
  clock.pass(1)
  const [ada, ben] = [await visitor(server, 'ada'), await visitor(server, 'ben')]
  const { room } = await ada.live.do('rooms.create', aRoom())
  await ben.live.do('rooms.join', { room: room.id })
  ben.live.answersBeats = false
  const isOffline = () => ada.live.frames.some((frame) => frame.type === 'user_offline' && frame.user === ben.user)
  let passed = 0
  while (!isOffline() && passed < 60_000) {
    clock.pass(1000)
    passed += 1000
    // Ada is alive: she has answered what came before this question.
    await ada.live.do('users.me', {})
  }
  expect(isOffline()).toBe(true)
  expect(passed).toBeLessThanOrEqual(30_000)
  expect(await ben.live.closed).toMatchObject({ code: 4009 })
  expect((await ada.live.do('presence.room', { room: room.id })).users).toEqual([{ user: ada.user, state: 'online' }])
})

test('row 35: after kill -9 and a restart, whoever was online and does not come back is offline', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parley-'))
  const before = await spawnServer(folder)
  const [ada, ben] = [await visitor(before, 'ada'), await visitor(before, 'ben')]
  const { room } = await ada.live.do('rooms.create', aRoom())
  await ben.live.do('rooms.join', { room: room.id })
  const there = async (who: Person, at: TestServer) =>
    (await at.http.call('presence.room', { room: room.id }, { access: who.access })).users?.map(({ user }) => user)
  expect((await there(ada, before))?.toSorted()).toEqual([ada.user, ben.user].toSorted())
  await before.stop()
  await using after = await openServer({}, folder)
  const { ticket } = await after.http.call('sessions.ticket', {}, { access: ada.access })
  const back = await goLive({ ...ada, socket: () => openSocket(after.port, ticket) })
  expect(back.snapshot.presence).toEqual({})
  await expect.poll(() => there(ada, after)).toEqual([ada.user])
  await rm(folder, { recursive: true, force: true })
})
