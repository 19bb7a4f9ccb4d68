import { makeId, subprotocol } from '@parley/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { events } from './testing/event-stream.ts'
import {
  Authenticator,
  codeOf,
  directWith,
  goLive,
  person,
  type Settings,
  secondDevice,
  type TestServer,
  upgradeStatus,
  type Visitor,
  visitor,
} from './testing/index.ts'
import { type PostgresServer, startPostgres } from './testing/postgres.ts'
import { type RedisProcess, startRedis } from './testing/redis.ts'
import { onNode, openTwoNodes } from './testing/two-nodes.ts'

const newId = () => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const textOf = (text: string) => ({ v: 1, kind: 'text', text })

/** Texts of a room that came to somebody by themselves, in order. */
const heardBy = ({ live }: Visitor, room: string): string[] =>
  live.frames.flatMap((frame) =>
    frame.type === 'entry' && frame.room === room && frame.entry.kind === 'message'
      ? [(JSON.parse(frame.entry.body) as { text: string }).text]
      : [],
  )

const say = ({ live }: Visitor, room: string, text: string) =>
  live.do('messages.send', { room, id: newId(), kind: 'message', body: JSON.stringify(textOf(text)) })

/** Ada on one node, Ben on the other, in one room. */
async function openPair(redis: RedisProcess, settings: Settings = {}) {
  const nodes = await openTwoNodes(postgres, redis, settings)
  const ada = await visitor(nodes.a, 'ada')
  const ben = await goLive(onNode(nodes.b, await person(nodes.a, 'ben')))
  const { room } = await ada.live.do('rooms.create', { id: newId(), kind: 'public', name: 'Room', topic: '' })
  await ben.live.do('rooms.join', { room: room.id })
  return { ...nodes, ada, ben, room: room.id }
}

const roster = async (node: TestServer, who: Visitor, room: string) =>
  (await node.http.call('presence.room', { room }, { access: who.access })).users
    ?.map(({ user, state }) => `${user} ${state}`)
    .toSorted()

let redis: RedisProcess
let postgres: PostgresServer
beforeAll(async () => {
  ;[redis, postgres] = await Promise.all([startRedis(), startPostgres()])
})
afterAll(() => Promise.all([redis, postgres].map((server) => server[Symbol.asyncDispose]())))

describe('two nodes are one server', () => {
  test('row 112: what is said on one node is heard on the other, in order, and by its writer once', async () => {
    await using house = await openPair(redis)
    const texts = Array.from({ length: 50 }, (_, n) => `${n}`)
    for (const text of texts) await say(Number(text) % 2 === 0 ? house.ada : house.ben, house.room, text)
    for (const who of [house.ada, house.ben]) await expect.poll(() => heardBy(who, house.room)).toEqual(texts)
  })

  test('rows 35, 42: who is there is the same on both nodes', async () => {
    await using house = await openPair(redis)
    const { ada, ben, room } = house
    const rosters = async () => [await roster(house.a, ada, room), await roster(house.b, ada, room)]
    const both = [`${ada.user} online`, `${ben.user} online`].toSorted()
    await expect.poll(rosters).toEqual([both, both])
    await ben.live.do('presence.set', { state: 'away' })
    const away = [`${ada.user} online`, `${ben.user} away`].toSorted()
    await expect.poll(rosters).toEqual([away, away])
    await ada.live.next('user_presence', ({ user, state }) => user === ben.user && state === 'away')
    await ben.live.close()
    await ada.live.next('user_offline', ({ user }) => user === ben.user)
    await expect.poll(rosters).toEqual([[`${ada.user} online`], [`${ada.user} online`]])
  })

  test('row 115: many come into one room at once, on both nodes: each of them gets in', async () => {
    await using house = await openPair(redis, { PARLEY_CREDENTIALS_PER_MINUTE: '1000' })
    const people = await Promise.all(
      Array.from({ length: 40 }, async (_, n) => {
        const one = await person(house.a, `comer${n}`)
        return n % 2 === 0 ? one : onNode(house.b, one)
      }),
    )
    await Promise.all(people.map((one) => one.call('rooms.join', { room: house.room })))
    expect((await house.ada.call('rooms.get', { room: house.room })).members).toBe(42)
  })

  test('row 12: signed in on a node that goes away, somebody is signed in on the other', async () => {
    await using house = await openPair(redis)
    await house.a.stop()
    expect((await house.ada.live.closed).code).toBe(4012)
    const back = await goLive(onNode(house.b, house.ada))
    expect(back.snapshot.rooms.map(({ id }) => id)).toEqual([house.room])
  })

  test('row 12: a ticket of one node opens a connection to the other, once', async () => {
    await using house = await openPair(redis)
    const { ticket } = await house.a.http.call('sessions.ticket', {}, { access: house.ada.access })
    const protocols = [subprotocol, `ticket.${ticket}`]
    expect(await upgradeStatus(house.b.port, protocols)).toBe(101)
    for (const node of [house.b, house.a]) await expect.poll(() => upgradeStatus(node.port, protocols)).toBe(401)
  })

  test('row 115: without WebSocket, what goes up may come in by another node than what comes down', async () => {
    await using house = await openPair(redis)
    const frames = events(house.a, house.ada)
    const { value: welcome } = await frames.next()
    const connection = welcome?.type === 'welcome' ? welcome.connection : ''
    const resume = { type: 'resume', cursors: { epoch: null, inbox: 0, rooms: {}, at: 0 } } as const
    await onNode(house.b, house.ada).call('connection.frame', { connection, frame: resume })
    expect((await frames.next()).value).toMatchObject({ type: 'snapshot', me: { handle: 'ada' } })
    const other = await secondDevice(house.b, 'ada')
    await onNode(house.b, other).call('connection.frame', { connection, frame: { type: 'beat' } })
    await frames.return(undefined)
  })

  test('row 112: a passkey ceremony begins on one node and ends on another, once', async () => {
    await using house = await openPair(redis)
    const authenticator = new Authenticator(house.a.url)
    const begun = await onNode(house.b, house.ada).call('passkeys.add-begin', {})
    const answer = { ceremony: begun.ceremony, response: authenticator.create(begun.options) }
    await house.ada.call('passkeys.add-finish', answer)
    const { ceremony, options } = await house.b.http.call('passkeys.sign-in-begin', {})
    const finish = { ceremony, response: authenticator.get(options), device: '' }
    expect((await house.a.post('passkeys.sign-in-finish', finish)).body).toMatchObject({ user: house.ada.user })
    expect(codeOf(await house.a.post('passkeys.sign-in-finish', finish))).toBe('passkey_refused')
  })

  test('row 99: who used up one node has used up the other, and nobody else has', async () => {
    await using house = await openPair(redis, { PARLEY_MESSAGES_PER_SECOND: '1', PARLEY_MESSAGES_BURST: '20' })
    const other = await goLive(onNode(house.b, await secondDevice(house.a, 'ada')))
    const isLetThrough = (who: Visitor) =>
      say(who, house.room, 'again').then(
        () => true,
        () => false,
      )
    const flood = await Promise.all(Array.from({ length: 30 }, () => isLetThrough(house.ada)))
    expect(flood).toContain(false)
    let passed = 0
    const isStopped = async () => {
      const through = await isLetThrough(other)
      if (through) passed += 1
      return !through
    }
    await expect.poll(isStopped, { interval: 500 }).toBe(true)
    expect(passed).toBeLessThan(10)
    expect(await isLetThrough(house.ben)).toBe(true)
  })

  test('a session that is revoked on one node is closed on the other', async () => {
    await using house = await openPair(redis)
    const other = await secondDevice(house.a, 'ben')
    await other.call('sessions.revoke', { device: house.ben.device })
    expect((await house.ben.live.closed).code).toBe(4403)
  })
})

describe('row 112: a call on two nodes', () => {
  /** Ada and Ben in a direct message, each on another node. */
  async function openLine(own: RedisProcess, settings: Settings = {}) {
    const house = await openPair(own, settings)
    const { ada, ben } = house
    const direct = await ada.live.do('rooms.direct', directWith(ben))
    const line = direct.room.id
    /** What somebody's node says of the call of this line, to whoever connects to it. */
    const seenBy = async (who: Visitor) => (await goLive(who)).snapshot.calls.find(({ room }) => room === line)
    return { ...house, line, seenBy }
  }
  const next = async ({ live }: Visitor, state: string) =>
    (await live.next('call', ({ call }) => call.state === state)).call

  test('rings on the other node, is answered there, and ends on both', async () => {
    await using house = await openLine(redis)
    const { ada, ben, line, seenBy } = house
    const { call } = await ada.live.do('calls.start', { room: line, media: 'audio' })
    expect(await next(ben, 'ringing')).toMatchObject({ id: call.id, startedBy: ada.user })
    await ben.live.do('calls.join', { call: call.id })
    expect((await next(ada, 'live')).participants.map(({ user }) => user)).toEqual([ada.user, ben.user])
    await ada.live.do('calls.signal', { call: call.id, device: ben.device, body: 'an offer' })
    expect((await ben.live.next('inbox')).entry).toMatchObject({ call: call.id, body: 'an offer' })
    // Each command may come in by either node.
    for (const node of [house.a, house.b]) {
      const renewed = await node.http.call(
        'calls.renew',
        { call: call.id, room: line, media: 'audio' },
        { access: ben.access },
      )
      expect(renewed.call.participants).toHaveLength(2)
    }
    expect([await seenBy(ada), await seenBy(ben)]).toMatchObject([{ id: call.id }, { id: call.id }])
    await house.a.http.call('calls.leave', { call: call.id }, { access: ben.access })
    for (const who of [ada, ben]) expect(await next(who, 'ended')).toMatchObject({ id: call.id, reason: 'hung-up' })
  })

  test('row 64: both call at the same instant, each on another node, and one call results', async () => {
    await using house = await openLine(redis)
    const { ada, ben, line } = house
    const [one, other] = await Promise.all(
      [ada, ben].map(({ live }) => live.do('calls.start', { room: line, media: 'video' })),
    )
    expect(one?.call.id).toBe(other?.call.id)
    for (const who of [ada, ben]) expect((await next(who, 'live')).participants).toHaveLength(2)
  })

  test('row 77: in a room, twenty come at once by both nodes, and whoever is removed on one is out on the other', async () => {
    await using house = await openPair(redis, { PARLEY_CREDENTIALS_PER_MINUTE: '1000' })
    const { ada, ben, room } = house
    const { call } = await ada.live.do('calls.start', { room, media: 'audio' })
    expect(await next(ben, 'live')).toMatchObject({ id: call.id, isGroup: true })
    const people = await Promise.all(
      Array.from({ length: 19 }, async (_, n) => {
        const one = await person(house.a, `comer${n}`)
        return n % 2 === 0 ? one : onNode(house.b, one)
      }),
    )
    await Promise.all(
      people.map(async (one) => {
        await one.call('rooms.join', { room })
        await one.call('calls.join', { call: call.id })
      }),
    )
    await expect
      .poll(() => ben.live.frames.findLast((frame) => frame.type === 'call')?.call.participants.length)
      .toBe(20)
    const [first] = people
    await ada.live.do('rooms.kick', { room, user: first?.user ?? '' })
    await ben.live.next('call', (event) => event.call.participants.length === 19)
    await expect(onNode(house.b, first ?? ada).call('calls.join', { call: call.id })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('row 77: is moderated by either node: who is taken out hears it, a lock and a mute hold on both', async () => {
    await using house = await openPair(redis)
    const { ada, ben, room } = house
    const { call } = await ben.live.do('calls.start', { room, media: 'audio' })
    for (const [near, far] of [
      [house.a, house.b],
      [house.b, house.a],
    ] as const) {
      const moderator = onNode(near, ada)
      const comer = await person(house.a, near === house.a ? 'cy' : 'dan')
      await comer.call('rooms.join', { room })
      await moderator.call('calls.lock', { call: call.id, locked: true })
      for (const node of [near, far]) {
        const coming = onNode(node, comer).call('calls.join', { call: call.id })
        await expect(coming).rejects.toMatchObject({ code: 'call_locked' })
      }
      await moderator.call('calls.mute', { call: call.id, user: ben.user })
      expect(await ben.live.next('call_muted')).toMatchObject({ call: call.id, by: ada.user })
      await moderator.call('calls.lock', { call: call.id, locked: false })
      await onNode(far, comer).call('calls.join', { call: call.id })
      await moderator.call('calls.remove', { call: call.id, user: ben.user })
      expect(await ben.live.next('call_removed')).toMatchObject({ call: call.id, by: ada.user })
      const renewing = onNode(far, ben).call('calls.renew', { call: call.id, room, media: 'audio' })
      await expect(renewing).rejects.toMatchObject({ code: 'not_found' })
      // Whichever node it was asked of, they hear it again.
      expect(await ben.live.next('call_removed')).toMatchObject({ call: call.id, by: ada.user })
      await ben.live.do('calls.join', { call: call.id })
    }
  })

  test('outlives one of the nodes: whoever was on it goes on by the other', async () => {
    await using house = await openLine(redis)
    const { ada, ben, line } = house
    const { call } = await ada.live.do('calls.start', { room: line, media: 'audio' })
    await ben.live.do('calls.join', { call: call.id })
    await house.a.stop()
    const back = onNode(house.b, ada)
    const renewed = await back.call('calls.renew', { call: call.id, room: line, media: 'audio' })
    expect(renewed.call).toMatchObject({ id: call.id, state: 'live', participants: [{}, {}] })
    await back.call('calls.leave', { call: call.id })
    expect(await next(ben, 'ended')).toMatchObject({ reason: 'hung-up' })
  })

  test('row 113: goes on while Redis is dead and when it comes back with nothing in it; meanwhile no other begins', async () => {
    await using own = await startRedis()
    await using house = await openLine(own)
    const { ada, ben, line, room, seenBy } = house
    const { call } = await ada.live.do('calls.start', { room: line, media: 'audio' })
    await ben.live.do('calls.join', { call: call.id })
    await next(ada, 'live')
    await own.kill()
    const start = () => ada.live.do('calls.start', { room, media: 'audio' })
    await expect(start()).rejects.toMatchObject({ code: 'unavailable', retryable: true })
    expect([await seenBy(ada), await seenBy(ben)]).toMatchObject([{ state: 'live' }, { state: 'live' }])
    await own.restart()
    const renew = (who: Visitor) =>
      who.live.do('calls.renew', { call: call.id, room: line, media: 'audio' }).then(
        (renewed) => renewed.call.participants.length,
        () => 0,
      )
    for (const who of [ada, ben]) await expect.poll(() => renew(who)).toBe(2)
    await ben.live.do('calls.leave', { call: call.id })
    expect(await next(ada, 'ended')).toMatchObject({ id: call.id, reason: 'hung-up' })
  })
})

describe('row 113: while Redis', () => {
  test('is dead, what is said on one node is heard on the other; sessions end; and afterwards presence is whole', async () => {
    await using own = await startRedis()
    await using house = await openPair(own)
    const { ada, ben, room } = house
    await say(ada, room, 'before')
    await own.kill()
    const texts = ['before', ...Array.from({ length: 20 }, (_, n) => `${n}`)]
    for (const text of texts.slice(1)) await say(Number(text) % 2 === 0 ? ada : ben, room, text)
    for (const who of [ada, ben]) await expect.poll(() => heardBy(who, room)).toEqual(texts)
    const other = await secondDevice(house.b, 'ada')
    await other.call('sessions.revoke', { device: ada.device })
    expect((await ada.live.closed).code).toBe(4403)
    const back = await goLive(onNode(house.a, other))
    await own.restart()
    await expect
      .poll(async () => [await roster(house.a, back, room), await roster(house.b, back, room)])
      .toEqual([0, 1].map(() => [`${ada.user} online`, `${ben.user} online`].toSorted()))
    await say(ben, room, 'after')
    await expect.poll(() => heardBy(back, room).at(-1)).toBe('after')
  })

  test('is silent, messages go on; when it answers again, what no log holds is told anew', async () => {
    await using own = await startRedis()
    await using house = await openPair(own)
    const { ada, ben, room } = house
    own.freeze()
    await say(ada, room, 'meanwhile')
    await expect.poll(() => heardBy(ben, room)).toEqual(['meanwhile'])
    const made = await ada.live.do('rooms.create', { id: newId(), kind: 'public', name: 'Other', topic: '' })
    await ada.live.do('rooms.invite', { room: made.room.id, user: ben.user })
    own.thaw()
    const isTold = () =>
      ben.live.frames.some(
        (frame) =>
          (frame.type === 'room' && frame.room.id === made.room.id) ||
          (frame.type === 'snapshot' && frame.rooms.some(({ id }) => id === made.room.id)),
      )
    await expect.poll(isTold).toBe(true)
  })
})
