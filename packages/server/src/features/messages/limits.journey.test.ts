import { makeId, ParleyError } from '@parley/protocol'
import { expect, test } from 'vitest'
import { goLive, openServer, type TestServer, visitor } from '../../testing/index.ts'

const newId = () => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const message = (room: string) => ({
  room,
  id: newId(),
  kind: 'message' as const,
  body: '{"v":1,"kind":"text","text":"hi"}',
})

async function sharedRoom(server: TestServer) {
  const [ada, ben] = [await visitor(server, 'ada'), await visitor(server, 'ben')]
  const { room } = await ada.live.do('rooms.create', { id: newId(), kind: 'public', name: 'Room', topic: '' })
  await ben.live.do('rooms.join', { room: room.id })
  return { ada, ben, room: room.id }
}

test('row 99: of 200 messages in a second some have to wait, with retry_after; nobody else does', async () => {
  await using server = await openServer({
    PARLEY_MESSAGES_PER_SECOND: '10',
    PARLEY_MESSAGES_BURST: '30',
    PARLEY_UNACKED_SENDS: '1000',
  })
  const { ada, ben, room } = await sharedRoom(server)
  const sends = Array.from({ length: 200 }, () => ada.call('messages.send', message(room)))
  const mine = Array.from({ length: 10 }, () => ben.live.do('messages.send', message(room)))
  for (const { dup } of await Promise.all(mine)) expect(dup).toBe(false)
  const done = await Promise.allSettled(sends)
  const refusals = done.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
  const stored = done.length - refusals.length
  expect(stored).toBeGreaterThanOrEqual(30)
  expect(stored).toBeLessThan(150)
  for (const refusal of refusals) {
    expect(refusal).toMatchObject({ code: 'rate_limited', detail: { retryAfter: expect.any(Number) } })
  }
  const { head } = await ben.live.do('messages.history', { room, at: { kind: 'newest' }, limit: 1 })
  expect(head).toBe(3 + stored + mine.length)
  const first = refusals[0]
  const pause = first instanceof ParleyError ? (first.detail.retryAfter ?? 0) : 0
  expect(pause).toBeGreaterThan(0)
  await expect.poll(() => ada.call('messages.send', message(room)).then(() => 'stored')).toBe('stored')
})

test('row 100: a flood is warned with slow_down, then cut with 4029, and let in again after the stated time', async () => {
  await using server = await openServer({ PARLEY_COMMANDS_PER_SECOND: '1', PARLEY_COMMANDS_BURST: '50' })
  const { ada, ben, room } = await sharedRoom(server)
  for (let n = 0; n < 400; n += 1) {
    ben.live.send({ type: 'do', id: 1000 + n, command: 'presence.set', input: { state: 'online' } })
  }
  const warning = await ben.live.next('slow_down')
  expect(warning.retry_after).toBeGreaterThan(0)
  const { code, reason } = await ben.live.closed
  expect(code).toBe(4029)
  const { retry_after: pause } = JSON.parse(reason) as { retry_after: number }
  expect(pause).toBeGreaterThan(0)
  await expect(ben.call('users.me', {})).rejects.toMatchObject({ code: 'rate_limited' })
  await ada.live.do('messages.send', message(room))

  const cut = performance.now()
  await expect
    .poll(
      () =>
        ben.call('users.me', {}).then(
          () => 'in',
          () => 'out',
        ),
      { interval: 250 },
    )
    .toBe('in')
  expect(performance.now() - cut).toBeLessThan(pause + 2000)
  await goLive(ben)
})
