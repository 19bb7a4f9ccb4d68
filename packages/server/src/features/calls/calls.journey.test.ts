import { createHmac } from 'node:crypto'
import { makeId } from '@parley/protocol'
import { expect, test } from 'vitest'
import {
  directWith,
  goLive,
  openServer,
  type Person,
  secondDevice,
  type TestServer,
  visitor,
} from '../../testing/index.ts'

const refused = (code: string) => expect.objectContaining({ code })

async function pair(server: TestServer) {
  const [ada, ben] = [await visitor(server, 'ada', 'Ada'), await visitor(server, 'ben', 'Ben')]
  const { room } = await ada.live.do('rooms.direct', directWith(ben))
  return { ada, ben, room: room.id }
}

test('rings on all devices, stops on the others when one answers, and ends for everybody', async () => {
  await using server = await openServer()
  const { ada, ben, room } = await pair(server)
  const phone = await goLive(await secondDevice(server, 'ben'))
  const { call } = await ada.live.do('calls.start', { room, media: 'video' })
  for (const device of [ben, phone]) {
    expect((await device.live.next('call')).call).toMatchObject({ id: call.id, state: 'ringing', startedBy: ada.user })
  }
  expect((await goLive(ben)).snapshot.calls).toEqual([call])
  await phone.live.do('calls.join', { call: call.id })
  const live = (await ben.live.next('call')).call
  expect(live.state).toBe('live')
  expect(live.participants.map(({ device }) => device)).toEqual([ada.device, phone.device])
  await ada.live.do('calls.leave', { call: call.id })
  expect((await ben.live.next('call')).call).toMatchObject({ state: 'ended', reason: 'hung-up' })
  await expect(phone.live.do('calls.renew', { call: call.id, room, media: 'video' })).rejects.toEqual(
    refused('call_ended'),
  )
})

test('row 64: both call each other at the same instant, and one call results', async () => {
  await using server = await openServer()
  const { ada, ben, room } = await pair(server)
  const [one, other] = await Promise.all([
    ada.live.do('calls.start', { room, media: 'video' }),
    ben.live.do('calls.start', { room, media: 'video' }),
  ])
  expect(one.call.id).toBe(other.call.id)
  const both = (await ada.live.next('call', ({ call }) => call.state === 'live')).call
  expect(both.participants.map(({ user }) => user).toSorted()).toEqual([ada.user, ben.user].toSorted())
})

test('signals go from seat to seat through the inbox, wait for a reload, and are gone once acknowledged', async () => {
  await using server = await openServer()
  const { ada, ben, room } = await pair(server)
  const { call } = await ada.live.do('calls.start', { room, media: 'audio' })
  const signal = { call: call.id, device: ben.device, body: '{"v":1,"kind":"webrtc-offer","sdp":"v=0"}' }
  await expect(ada.live.do('calls.signal', signal)).rejects.toEqual(refused('not_found'))
  await expect(ben.live.do('calls.signal', { ...signal, device: ada.device })).rejects.toEqual(refused('not_found'))
  await ben.live.do('calls.join', { call: call.id })
  await ada.live.do('calls.signal', signal)
  const { entry } = await ben.live.next('inbox')
  expect(entry).toMatchObject({
    seq: 1,
    kind: 'call-signal',
    from: { user: ada.user, device: ada.device },
    call: call.id,
    body: signal.body,
  })
  await ben.live.close()
  await ada.live.do('calls.signal', { ...signal, body: 'second' })
  const back = await ben.socket()
  const { calls } = await back.resume({ inbox: 1 })
  expect(calls.map(({ id }) => id)).toEqual([call.id])
  expect((await back.next('inbox')).entry).toMatchObject({ seq: 2, body: 'second' })
  expect((await back.do('calls.join', { call: call.id })).call.participants).toHaveLength(2)
  await back.do('inbox.ack', { seq: 2 })
  const third = await ben.socket()
  await third.resume()
  expect(third.unread('inbox')).toEqual([])
})

test('signals that are too large, or for nobody in the call, are refused by name, and do nobody else any harm', async () => {
  await using server = await openServer()
  const { ada, ben, room } = await pair(server)
  const { call } = await ada.live.do('calls.start', { room, media: 'audio' })
  await ben.live.do('calls.join', { call: call.id })
  const signal = (body: string, who = ben, device = ada.device) =>
    server.http.call('calls.signal', { call: call.id, device, body }, { access: who.access })
  await expect(signal('x'.repeat(2 ** 20))).rejects.toMatchObject({ code: 'too_large' })
  await expect(signal('')).rejects.toMatchObject({ code: 'bad_request' })
  await expect(signal('x', ben, 'nobody')).rejects.toMatchObject({ code: 'bad_request' })
  await expect(signal('x', ben, call.id)).rejects.toEqual(refused('not_found'))
  // The other one is in the call as before.
  expect((await ada.live.do('calls.renew', { call: call.id, room, media: 'audio' })).call.participants).toHaveLength(2)
  await signal('an answer', ada, ben.device)
  await ben.live.next('inbox', ({ entry }) => entry.body === 'an answer')
})

test('declined, and busy', async () => {
  await using server = await openServer()
  const { ada, ben, room } = await pair(server)
  const first = await ada.live.do('calls.start', { room, media: 'audio' })
  await ben.live.do('calls.decline', { call: first.call.id, reason: 'declined' })
  expect((await ada.live.next('call', ({ call }) => call.state === 'ended')).call.reason).toBe('declined')
  const chloé = await visitor(server, 'chloe', 'Chloé')
  const other = (await chloé.live.do('rooms.direct', directWith(ben))).room.id
  await ben.live.do('calls.join', { call: (await ada.live.do('calls.start', { room, media: 'audio' })).call.id })
  await expect(chloé.live.do('calls.start', { room: other, media: 'audio' })).rejects.toEqual(refused('line_busy'))
  expect((await ben.live.next('call', ({ call }) => call.room === other)).call.reason).toBe('busy')
})

test('a call brings a closed direct message back', async () => {
  await using server = await openServer()
  const { ada, ben, room } = await pair(server)
  await ben.live.do('rooms.leave', { room })
  await ada.live.do('calls.start', { room, media: 'audio' })
  expect((await ben.live.next('call')).call.room).toBe(room)
})

test('row 77: a call in a room rings nobody, whoever comes in may join, and whoever is out of the room is out of it', async () => {
  await using server = await openServer()
  const { ada, ben } = await pair(server)
  const room = makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
  await ada.live.do('rooms.create', { id: room, kind: 'public', name: 'hall', topic: '' })
  await expect(ben.live.do('calls.start', { room, media: 'audio' })).rejects.toEqual(refused('not_a_member'))
  const { call } = await ada.live.do('calls.start', { room, media: 'audio' })
  expect(call).toMatchObject({ state: 'live', isGroup: true, participants: [{ user: ada.user }] })
  await expect(ben.live.do('calls.join', { call: call.id })).rejects.toEqual(refused('not_found'))
  await ben.live.do('rooms.join', { room })
  expect((await ben.live.next('call', (event) => event.call.room === room)).call.id).toBe(call.id)
  const joined = await ben.live.do('calls.start', { room, media: 'video' })
  expect(joined.call).toMatchObject({ id: call.id, media: 'audio', participants: [{}, { user: ben.user }] })
  await ada.live.do('rooms.kick', { room, user: ben.user })
  // At once, and not when the lease ends.
  const [now] = (await goLive(ada)).snapshot.calls
  expect(now).toMatchObject({ state: 'live', participants: [{ user: ada.user }] })
  expect(now?.participants).toHaveLength(1)
  await expect(ben.live.do('calls.renew', { call: call.id, room, media: 'audio' })).rejects.toThrow()
  await ada.live.do('calls.leave', { call: call.id })
  const over = await ada.live.next('call', (event) => event.call.state === 'ended')
  expect(over.call.id).toBe(call.id)
})

test('a signed-out device loses its seat at once', async () => {
  await using server = await openServer()
  const { ada, ben, room } = await pair(server)
  const phone = await goLive(await secondDevice(server, 'ben'))
  const { call } = await ada.live.do('calls.start', { room, media: 'audio' })
  await phone.live.do('calls.join', { call: call.id })
  await ben.live.do('sessions.revoke', { device: phone.device })
  expect((await ada.live.next('call', (event) => event.call.state === 'ended')).call.reason).toBe('hung-up')
})

test('the route holds the configured servers with short-lived credentials', async () => {
  await using server = await openServer({
    PARLEY_STUN: 'stun:stun.example.org:3478',
    PARLEY_TURN: 'turn:turn.example.org:3478?transport=udp, turn:turn.example.org:3478?transport=tcp',
    PARLEY_TURN_SECRET: 'north',
    PARLEY_TURN_ONLY: '1',
  })
  const { ada, room } = await pair(server)
  const { route } = await ada.live.do('calls.start', { room, media: 'audio' })
  expect(route).toMatchObject({ kind: 'mesh', relayOnly: true })
  const [stun, turn] = route.iceServers
  expect(stun?.urls).toEqual(['stun:stun.example.org:3478'])
  expect(turn?.urls).toHaveLength(2)
  const [expires, user] = turn?.username?.split(':') ?? []
  expect(user).toBe(ada.user)
  expect(Number(expires)).toBeLessThanOrEqual(Date.now() / 1000 + 600)
  expect(turn?.credential).toBe(
    createHmac('sha1', 'north')
      .update(turn?.username ?? '')
      .digest('base64'),
  )
})

test('a restart of the server does not end a call: both renew, and it goes on; nobody else can bring one about', async () => {
  const first = await openServer()
  const { ada, ben, room } = await pair(first)
  const eve = await visitor(first, 'eve', 'Eve')
  const { call } = await ada.live.do('calls.start', { room, media: 'video' })
  await ben.live.do('calls.join', { call: call.id })
  await first.stop()
  await using server = await openServer({}, first.folder)
  const renewal = { call: call.id, room, media: 'video' } as const
  const renew = (who: Person) => server.http.call('calls.renew', renewal, { access: who.access })
  await expect(renew(eve)).rejects.toEqual(refused('not_found'))
  expect((await renew(ada)).call).toMatchObject({ id: call.id, state: 'live', media: 'video', room })
  const { participants } = (await renew(ben)).call
  expect(participants.map(({ device }) => device)).toEqual([ada.device, ben.device])
  await server.http.call('calls.leave', { call: call.id }, { access: ben.access })
  await expect(renew(ada)).rejects.toEqual(refused('call_ended'))
  await first[Symbol.asyncDispose]()
})
