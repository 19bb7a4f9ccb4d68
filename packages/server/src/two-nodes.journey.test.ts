import { makeId, subprotocol } from '@parley/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { events } from './testing/event-stream.ts'
import {
  Authenticator,
  codeOf,
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
