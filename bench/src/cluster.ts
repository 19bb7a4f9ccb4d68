// What a second node costs, and whether a busy room slows a quiet one (npm run bench:cluster).
import { setTimeout as sleep } from 'node:timers/promises'
import { startPostgres, startRedis } from '@parley/server/testing'
import { atMost } from './bar.ts'
import { each } from './each.ts'
import { enter } from './entrance.ts'
import { newPerson, newRoom, type Room } from './household.ts'
import { type House, openHouse } from './houses.ts'
import { Listener } from './listener.ts'
import { cpuMicros } from './process-usage.ts'
import { median } from './quantile.ts'
import { quietP99 } from './quiet-process.ts'
import { conclude, type Row, say, table } from './report.ts'
import { Sender } from './sender.ts'
import { Traffic } from './traffic.ts'

const pairs = 64
/** Messages that each of them has under way: as quiet talk, and as much as a house has to carry when its CPU counts. */
const [calmly, busily] = [1, 8]
const rounds = 5
const [warmUpMs, windowMs] = [1000, 3000]
/** Members of the busy room, and what is said there in a second. */
const [crowd, busyRate] = [100, 100]

interface Sample {
  /** CPU µs per message, of all servers of the house. */
  readonly micros: number
  readonly rate: number
  readonly redisMicros: number
}

type Talks = Awaited<ReturnType<typeof meet>>

/** In each room one person sends by the first entrance, and one hears by the second. */
async function meet({ entrances: [one, two] }: House, rooms: readonly Room[]) {
  return await each(rooms, 16, async (room) => {
    const [says, hears] = room.members
    if (!says || !hears) throw new Error('a room of two')
    const [sender, listener] = [new Sender(room), new Listener()]
    await sender.enter(one, says)
    await listener.enter(two, hears)
    return { sender, listener }
  })
}

/** The next messages are said when those before were heard. */
async function sample(house: House, talks: Talks, redis: number, inFlight: number): Promise<Sample> {
  let [running, heard] = [true, 0]
  const talking = talks.map(async ({ sender, listener }) => {
    while (running) {
      const arrive = listener.hears(inFlight)
      await Promise.all(Array.from({ length: inFlight }, () => sender.send()))
      await arrive
      heard += inFlight
    }
  })
  const used = (): number => house.pids.reduce((sum, pid) => sum + cpuMicros(pid), 0)
  await sleep(warmUpMs)
  const [cpu, redisCpu, count, at] = [used(), cpuMicros(redis), heard, performance.now()]
  await sleep(windowMs)
  const [cpuThen, redisThen, many] = [used(), cpuMicros(redis), heard - count]
  const seconds = (performance.now() - at) / 1000
  running = false
  await Promise.all(talking)
  return { micros: (cpuThen - cpu) / many, rate: many / seconds, redisMicros: (redisThen - redisCpu) / many }
}

interface Cost {
  readonly lone: number
  readonly pair: number
  readonly added: number
  readonly redis: number
  readonly rates: readonly [lone: number, pair: number]
}

/** One house and the other take turns, so that both see the same neighbours on the machine. */
async function compare(
  houses: readonly [House, House],
  talks: readonly [Talks, Talks],
  redis: number,
  many: number,
): Promise<Cost> {
  const samples: { readonly lone: Sample; readonly pair: Sample }[] = []
  for (let round = 0; round < rounds; round += 1) {
    const lone = await sample(houses[0], talks[0], redis, many)
    samples.push({ lone, pair: await sample(houses[1], talks[1], redis, many) })
  }
  return {
    lone: median(samples.map((one) => one.lone.micros)),
    pair: median(samples.map((one) => one.pair.micros)),
    added: median(samples.map((one) => one.pair.micros - one.lone.micros)),
    redis: median(samples.map((one) => one.pair.redisMicros)),
    rates: [median(samples.map((one) => one.lone.rate)), median(samples.map((one) => one.pair.rate))],
  }
}

async function secondNode(lone: House, pair: House, rooms: readonly Room[], redis: number) {
  const talks = [await meet(lone, rooms), await meet(pair, rooms)] as const
  const calm = await compare([lone, pair], talks, redis, calmly)
  const busy = await compare([lone, pair], talks, redis, busily)
  for (const { sender, listener } of talks.flat()) for (const one of [sender, listener]) one.leave()
  return { calm, busy }
}

const rowsOf = (what: string, { lone, pair, redis, rates }: Cost): readonly Row[] => [
  [`${what}: server CPU µs per message, stored and heard`, lone, pair],
  [`${what}: CPU µs of Redis per message`, 0, redis],
  [`${what}: messages per second`, ...rates.map(Math.round)],
]

/** Times of acknowledgements in a quiet room, while nothing else goes on and while a room of a hundred is busy. */
async function quietBesideBusy({ entrances: [server] }: House, quiet: Room, busy: Room, keys: string) {
  const traffic = new Traffic(busy, 1024)
  await each(busy.members, 16, (person) =>
    traffic.join({ pid: server.pid, enter: (who, _, onText) => enter(server, who, onText) }, person),
  )
  const values: { readonly calm: number; readonly busy: number }[] = []
  for (let round = 0; round < rounds; round += 1) {
    const calm = await quietP99(server.port, keys, quiet)
    traffic.pace(busyRate)
    const beside = await quietP99(server.port, keys, quiet)
    traffic.stop()
    while (!traffic.isQuiet) await sleep(10)
    values.push({ calm, busy: beside })
  }
  traffic.leave()
  return {
    calm: median(values.map((one) => one.calm)),
    busy: median(values.map((one) => one.busy)),
    ratio: median(values.map((one) => one.busy / one.calm)),
  }
}

const people = Array.from({ length: 2 * pairs + crowd + 1 }, newPerson)
const rooms = Array.from({ length: pairs }, (_, at) => newRoom(people.slice(2 * at, 2 * at + 2)))
const busy = newRoom(people.slice(2 * pairs, 2 * pairs + crowd))
const quiet = newRoom(people.slice(-1))
await using postgres = await startPostgres()
await using redis = await startRedis()
await using lone = await openHouse(postgres, null, people, [...rooms, busy, quiet])
await using pair = await openHouse(postgres, redis, people, [...rooms, busy, quiet])
say('64 talks, first on one node, then from one node to another')
const cost = await secondNode(lone, pair, rooms, redis.pid)
say('a quiet room beside a busy one')
const calm = await quietBesideBusy(pair, quiet, busy, pair.keys)
table([['', 'one node', 'two nodes'], ...rowsOf('64 under way', cost.calm), ...rowsOf('512 under way', cost.busy)])
table([
  ['', 'calm', 'busy room beside'],
  ['p99 of an acknowledgement in a quiet room, ms', calm.calm, calm.busy],
])
conclude('cluster', [
  atMost('second-node', cost.busy.added, 'µs CPU per message', 10),
  atMost('quiet-room', calm.ratio, '× its p99 without a busy room', 2),
])
