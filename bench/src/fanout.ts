import { setTimeout as sleep } from 'node:timers/promises'
import { atMost, type Bar } from './bar.ts'
import { dataFolder } from './data-folder.ts'
import { each } from './each.ts'
import { enter } from './entrance.ts'
import { type Floor, startFloor } from './floor.ts'
import { newPerson, newRoom, type Person, type Room, seed } from './household.ts'
import { idleKiB } from './idle-memory.ts'
import { cpuMicros } from './process-usage.ts'
import { median } from './quantile.ts'
import { rawWrites } from './raw-process.ts'
import { conclude, type Row, say, table } from './report.ts'
import { collectable, type ServerProcess, startServer } from './server-process.ts'
import { type Deliverer, Traffic } from './traffic.ts'
import { stayAwake } from './wakefulness.ts'

interface Scenario {
  readonly id: string
  readonly what: string
  readonly rooms: readonly Room[]
  readonly inFlight: number
  /** How many times the floor's CPU per delivery the server may use. */
  readonly limit: number
}

interface Sample {
  /** CPU µs per delivery. */
  readonly micros: number
  /** Deliveries per second. */
  readonly rate: number
}

const people = 2000
const rounds = 7
const [warmUpMs, windowMs] = [300, 1200]
/** Milliseconds of traffic before anything is measured: a server runs for days, its code is compiled. */
const firstWarmUpMs = 10_000

/** Everybody sits in ten rooms of ten; the first hundred also in one large room. */
function household() {
  const everybody = Array.from({ length: people }, newPerson)
  const pick = (from: number, count: number): Person[] =>
    Array.from({ length: count }, (_, at) => everybody[(from + at) % people]).filter((person) => person !== undefined)
  const small = everybody.map((_, at) => newRoom(pick(at, 10)))
  const large = newRoom(pick(0, 100))
  const apart = small.filter((_, at) => at % 10 === 0)
  const scenarios: readonly Scenario[] = [
    { id: 'a1', what: 'one room of 100, one message in flight', rooms: [large], inFlight: 1, limit: 2 },
    { id: 'a32', what: 'one room of 100, 32 in flight', rooms: [large], inFlight: 32, limit: 2.5 },
    { id: 'c1', what: '200 rooms of 10, one in flight each', rooms: apart, inFlight: 1, limit: 3 },
  ]
  return { everybody, large, rooms: [...small, large], scenarios }
}

const serverOf = (server: ServerProcess): Deliverer => ({
  pid: server.pid,
  enter: (person, _, onText) => enter(server, person, onText),
})

async function open(deliverer: Deliverer, { rooms, inFlight }: Scenario): Promise<Traffic[]> {
  const traffics = rooms.map((room) => new Traffic(room, inFlight))
  const seats = rooms.flatMap((room, at) => room.members.map((person) => ({ person, traffic: traffics[at] })))
  await each(seats, 32, async ({ person, traffic }) => await traffic?.join(deliverer, person))
  return traffics
}

async function sample(pid: number, traffics: readonly Traffic[]): Promise<Sample> {
  const delivered = (): number => traffics.reduce((sum, traffic) => sum + traffic.delivered, 0)
  using _ = stayAwake()
  for (const traffic of traffics) traffic.start()
  await sleep(warmUpMs)
  const [cpu, count, at] = [cpuMicros(pid), delivered(), performance.now()]
  await sleep(windowMs)
  const [cpuThen, countThen, atThen] = [cpuMicros(pid), delivered(), performance.now()]
  for (const traffic of traffics) traffic.stop()
  while (traffics.some((traffic) => !traffic.isQuiet)) await sleep(10)
  return { micros: (cpuThen - cpu) / (countThen - count), rate: ((countThen - count) / (atThen - at)) * 1000 }
}

async function warmUp(server: Deliverer, scenario: Scenario): Promise<void> {
  const traffics = await open(server, scenario)
  for (const traffic of traffics) traffic.start()
  await sleep(firstWarmUpMs)
  for (const traffic of traffics) traffic.stop()
  while (traffics.some((traffic) => !traffic.isQuiet)) await sleep(10)
  for (const traffic of traffics) traffic.leave()
}

/** CPU µs per delivery that storing the messages costs alone, with as many under way. */
function storing(data: string, { rooms, inFlight }: Scenario): number {
  const seats = rooms.flatMap((room) => Array(inFlight).fill({ person: room.members[0], room }))
  return rawWrites({ data, database: null, seats, milliseconds: windowMs }).micros / (rooms[0]?.members.length ?? 1)
}

/** Floor and server take turns, so that both see the same neighbours on the machine. */
async function compare(
  scenario: Scenario,
  server: Deliverer,
  floor: Floor,
  rawData: string,
): Promise<{ row: Row; bar: Bar }> {
  say(`${scenario.id}: ${scenario.what}`)
  const [below, above] = [await open(floor, scenario), await open(server, scenario)]
  const pairs: { readonly floor: Sample; readonly server: Sample }[] = []
  for (let round = 0; round < rounds; round += 1) {
    pairs.push({ floor: await sample(floor.pid, below), server: await sample(server.pid, above) })
  }
  for (const traffic of [...below, ...above]) traffic.leave()
  const ratio = median(pairs.map((pair) => pair.server.micros / pair.floor.micros))
  const [floorMicros, micros] = [
    median(pairs.map((pair) => pair.floor.micros)),
    median(pairs.map((pair) => pair.server.micros)),
  ]
  const rate = Math.round(median(pairs.map((pair) => pair.server.rate)))
  return {
    row: [scenario.id, scenario.what, floorMicros, micros, ratio, rate, storing(rawData, scenario)],
    bar: atMost(scenario.id, ratio, `× the ${floor.kind} floor`, scenario.limit),
  }
}

/** Bytes of one delivery, from the first real one. */
async function frameBytes(server: Deliverer, room: Room): Promise<number> {
  const traffic = new Traffic(room, 1)
  for (const person of room.members) await traffic.join(server, person)
  traffic.start()
  traffic.stop()
  while (traffic.delivered < room.members.length) await sleep(10)
  traffic.leave()
  return traffic.frameBytes
}

await using data = await dataFolder()
const { everybody, rooms, large, scenarios } = household()
await using rawData = await dataFolder()
for (const { path } of [data, rawData]) await seed(path, everybody, rooms)
await using server = await startServer(data.path, collectable)
const deliverer = serverOf(server)
const idle = await idleKiB(server, everybody)
const size = await frameBytes(deliverer, large)
await using floor = await startFloor(data.path, size)
say('warming up')
for (const scenario of scenarios.filter(({ id }) => id === 'a32')) await warmUp(deliverer, scenario)
const results = []
for (const scenario of scenarios) results.push(await compare(scenario, deliverer, floor, rawData.path))
say(`\nServer CPU per delivery of ${size} bytes, kernel included; medians of ${rounds} rounds.`)
table([
  ['', 'scenario', 'floor µs', 'server µs', 'ratio', 'deliveries/s', 'storing alone µs'],
  ...results.map(({ row }) => row),
])
const memory = atMost('idle', idle, 'KiB per connection in 10 rooms', 14)
conclude('fanout', [...results.map(({ bar }) => bar), memory])
