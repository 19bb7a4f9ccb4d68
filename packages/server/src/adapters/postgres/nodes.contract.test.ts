import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type Actor,
  actors,
  deviceOf,
  idOf,
  message,
  moves,
  roomOf,
  say,
  settle,
  userOf,
} from '../../ports/storage/cast.contract.ts'
import type { Storage } from '../../ports/storage/storage.ts'
import { type PostgresServer, startPostgres } from '../../testing/postgres.ts'
import { died } from './place.contract.ts'
import { openPostgresStorage } from './storage.ts'

let server: PostgresServer

beforeAll(async () => {
  server = await startPostgres()
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

/** Nodes over one database, with the cast and rooms of everybody. */
async function openNodes(count: number, ...rooms: readonly string[]) {
  const url = server.url(await server.createDatabase())
  const stack = new AsyncDisposableStack()
  const nodes: Storage[] = []
  for (let n = 0; n < count; n += 1)
    nodes.push(stack.use(await openPostgresStorage({ url, freshEpoch: `e${n}`, died })))
  const [first] = nodes
  if (!first) throw new Error('no node')
  await settle(first)
  for (const room of rooms)
    await first.apply('room.create', roomOf(room, 'public', ['ada', 'ben', 'benn', 'dalia', 'fox']))
  return { nodes, first, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}

test('row 115: many nodes write to the same rooms at once: no hole, nothing twice, and each device in its own order', async () => {
  const rooms = ['r', 'rr', 's']
  await using house = await openNodes(3, ...rooms)
  const perDevice = 150
  const sends = house.nodes.flatMap((node, at) =>
    rooms.flatMap((room) =>
      actors.flatMap((actor) =>
        Array.from({ length: perDevice }, (_, n) => {
          const append = { ...message(room, actor, `${at}-${actor}-${n}`), device: idOf(`${actor}-${at}`) }
          return say(node, append)
        }),
      ),
    ),
  )
  await Promise.all(sends)
  for (const room of rooms) {
    const log = await house.first.read('entry.range', { room: idOf(room), after: 0, until: 1e9, limit: 1e6 })
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, n) => n + 1))
    const said = Map.groupBy(
      log.filter(({ kind }) => kind === 'message'),
      ({ device }) => device,
    )
    expect(said.size).toBe(3 * actors.length)
    for (const entries of said.values()) {
      const order = entries.map(({ body }) => Number(body.split('-').at(-1)))
      expect(order).toEqual(Array.from({ length: perDevice }, (_, n) => n))
    }
    expect(log.at(-1)?.messages).toBe(3 * actors.length * perDevice)
  }
})

test('row 115: what one node acknowledged the others see at once, and a membership change holds for all of them', async () => {
  await using house = await openNodes(2, 'r')
  const [one, other] = house.nodes as [Storage, Storage]
  for (let n = 0; n < 50; n += 1) {
    const { seq } = await say(n % 2 === 0 ? one : other, message('r', 'ada', `m${n}`))
    expect(await (n % 2 === 0 ? other : one).read('entry.head', { room: idOf('r') })).toBe(seq)
  }
  expect(await one.apply('room.change', moves('r', 6, 'ben', 'left', 'start'))).toMatchObject({ ok: true })
  expect(await other.apply('entry.append', message('r', 'ben', 'x'))).toEqual({ ok: false, why: 'not-a-member' })
  expect(await other.apply('room.change', moves('r', 6, 'fox', 'left', 'start'))).toEqual({ ok: false, why: 'stale' })
})

test('row 115: of many who want one thing on different nodes at once, one gets it', async () => {
  await using house = await openNodes(3)
  const { nodes } = house
  const make = (n: number) =>
    nodes.map((node, at) => {
      const people: [Actor, ...Actor[]] = at % 2 === 0 ? ['ada', 'ben'] : ['ben', 'ada']
      return node.apply('room.create', { ...roomOf(`d${n}-${at}`, 'direct', people), directKey: `pair ${n}` })
    })
  for (let n = 0; n < 20; n += 1) {
    const made = await Promise.all(make(n))
    expect(made.filter((outcome) => outcome.ok && outcome.made)).toHaveLength(1)
    expect(new Set(made.map((outcome) => (outcome.ok ? outcome.room : null))).size).toBe(1)
  }
  const account = (n: number, at: number) => ({
    user: idOf(`u${n}-${at}`),
    kind: 'account' as const,
    handle: { text: `name${n}`, skeleton: `name${n}` },
    name: 'Somebody',
    nameKey: 'somebody',
    password: null,
    passkey: null,
    session: null,
    admittance: { kind: 'import' as const },
    entryId: idOf('e'),
    at: 1,
  })
  for (let n = 0; n < 20; n += 1) {
    const made = await Promise.all(nodes.map((node, at) => node.apply('account.create', account(n, at))))
    expect(made.filter(({ ok }) => ok)).toHaveLength(1)
    expect(made.filter((outcome) => !outcome.ok && outcome.why === 'handle_taken')).toHaveLength(2)
  }
})

test('row 115: one-time keys are handed out once, and the numbers of changed keys have no gap that fills later', async () => {
  await using house = await openNodes(3, 'r')
  const { nodes, first } = house
  const ada = { user: userOf('ada'), device: deviceOf('ada') }
  const oneTime = Array.from({ length: 60 }, (_, n) => ({ id: `k${n}`, key: `key ${n}` }))
  await first.apply('key.publish', { ...ada, keys: '{}', oneTime, fallback: [{ id: 'f', key: 'f' }], most: 100 })
  const claims = Array.from({ length: 60 }, (_, n) =>
    (nodes[n % 3] as Storage).apply('key.claim', { by: userOf('ben'), devices: [ada] }),
  )
  const claimed = (await Promise.all(claims)).flat()
  expect(new Set(claimed.map(({ id }) => id)).size).toBe(60)
  expect(claimed.some(({ fallback }) => fallback)).toBe(false)
  let [seen, running] = [0, true]
  const told = new Map<string, number>()
  async function readOn(): Promise<void> {
    for (const { user, change } of await first.read('key.news', { after: seen })) {
      seen = Math.max(seen, change)
      told.set(user, change)
    }
  }
  const reading = (async () => {
    while (running) await readOn()
  })()
  const changes = actors.flatMap((actor) =>
    Array.from({ length: 10 }, (_, n) =>
      (nodes[n % 3] as Storage).apply('key.identity', {
        user: userOf(actor),
        device: deviceOf(actor),
        master: `${n}`,
        selfSigning: `${n}`,
        userSigning: `${n}`,
        replaceIfSince: 0,
      }),
    ),
  )
  await Promise.all(changes)
  running = false
  await reading
  await readOn()
  // Whoever only ever read on from the last number has been told of everybody's last change.
  const last = await first.read('key.news', { after: 0 })
  expect(last.map(({ user }) => user).toSorted()).toEqual(actors.map(userOf).toSorted())
  for (const { user, change } of last) expect(told.get(user)).toBe(change)
})

test('a queue that is full answers “busy” and has tried nothing; what it took is stored', async () => {
  await using house = await openNodes(1, 'r')
  const appends = Array.from({ length: 20_200 }, (_, n) =>
    house.first.apply('entry.append', message('r', 'ada', `m${n}`)),
  )
  const outcomes = await Promise.allSettled(appends)
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
  expect(refused).toHaveLength(200)
  for (const { reason } of refused) expect(reason).toMatchObject({ code: 'busy' })
  expect(await house.first.read('entry.head', { room: idOf('r') })).toBe(6 + 20_000)
})
