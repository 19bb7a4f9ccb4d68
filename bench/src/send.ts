import { setTimeout as sleep } from 'node:timers/promises'
import { startPostgres } from '@parley/server/testing'
import { atLeast, atMost, type Bar } from './bar.ts'
import { dataFolder } from './data-folder.ts'
import { each } from './each.ts'
import { newPerson, newRoom, type Person, type Room, seed } from './household.ts'
import { postgres } from './options.ts'
import { cpuMicros } from './process-usage.ts'
import { median, quantile } from './quantile.ts'
import { rawWrites } from './raw-process.ts'
import type { RawResult } from './raw-writes.ts'
import { conclude, type Row, say, table } from './report.ts'
import { Sender } from './sender.ts'
import { type ServerProcess, startServer } from './server-process.ts'

interface Scenario {
  readonly id: string
  readonly what: string
  readonly seats: readonly { readonly person: Person; readonly room: Room }[]
}

interface Served {
  /** CPU µs per acknowledged send. */
  readonly micros: number
  /** Acknowledgements per second. */
  readonly rate: number
}

const clients = 64
const rounds = 3
const windowMs = 2000

function household() {
  const people = Array.from({ length: clients }, newPerson)
  const own = people.map((person) => newRoom([person]))
  const common = newRoom(people)
  const scenarios: readonly Scenario[] = [
    {
      id: 'rooms',
      what: '64 clients, each to its own room',
      seats: own.map((room, at) => ({ person: people[at] ?? newPerson(), room })),
    },
    { id: 'room', what: '64 clients to one room', seats: people.map((person) => ({ person, room: common })) },
  ]
  return { people, rooms: [...own, common], scenarios }
}

/** Everybody sends the next message when the previous one is acknowledged. */
async function serve({ pid }: ServerProcess, senders: readonly Sender[]): Promise<Served> {
  let [running, acknowledged] = [true, 0]
  const sending = senders.map(async (sender) => {
    while (running) {
      await sender.send()
      acknowledged += 1
    }
  })
  await sleep(windowMs / 2)
  const [cpu, count, at] = [cpuMicros(pid), acknowledged, performance.now()]
  await sleep(windowMs)
  const [cpuThen, countThen, atThen] = [cpuMicros(pid), acknowledged, performance.now()]
  running = false
  await Promise.all(sending)
  return { micros: (cpuThen - cpu) / (countThen - count), rate: ((countThen - count) / (atThen - at)) * 1000 }
}

/** Milliseconds below which 99 of 100 acknowledgements stay when `perSecond` messages come at moments of their own. */
async function calmP99(senders: readonly Sender[], perSecond: number): Promise<number> {
  const end = performance.now() + 2 * windowMs
  const pause = (senders.length / perSecond) * 1000
  const waits = await Promise.all(
    senders.map(async (sender) => {
      const times: number[] = []
      await sleep(Math.random() * pause)
      while (performance.now() < end) {
        times.push(await sender.send())
        await sleep(pause * (0.5 + Math.random()))
      }
      return times
    }),
  )
  return quantile(waits.flat(), 0.99)
}

interface Measured {
  readonly raw: RawResult
  readonly served: Served
  readonly p99: number
}

function judge({ id, what }: Scenario, measured: readonly Measured[]): { row: Row; bars: readonly Bar[] } {
  const of = (value: (one: Measured) => number): number => median(measured.map(value))
  const [cpu, rate] = [of((one) => one.served.micros / one.raw.micros), of((one) => one.served.rate / one.raw.rate)]
  const p99 = of((one) => one.p99 / one.raw.aloneP99)
  return {
    row: [
      what,
      of((one) => one.raw.micros),
      of((one) => one.served.micros),
      Math.round(of((one) => one.raw.rate)),
      Math.round(of((one) => one.served.rate)),
      of((one) => one.raw.aloneP99),
      of((one) => one.p99),
    ],
    bars: [
      atMost(`cpu-${id}`, cpu, '× a raw write', 2.5),
      atLeast(`rate-${id}`, rate * 100, '% of the raw rate', 40),
      atMost(`p99-${id}`, p99, '× the p99 of one raw write', 10),
    ],
  }
}

interface Store {
  readonly path: string
  readonly database: string | null
}

async function measure(scenario: Scenario, raw: Store, server: ServerProcess): Promise<ReturnType<typeof judge>> {
  say(scenario.what)
  const senders = await each(scenario.seats, 16, async ({ person, room }) => {
    const sender = new Sender(room)
    await sender.enter(server, person)
    return sender
  })
  const measured: Measured[] = []
  for (let round = 0; round < rounds; round += 1) {
    const result = rawWrites({ data: raw.path, database: raw.database, seats: scenario.seats, milliseconds: windowMs })
    const served = await serve(server, senders)
    measured.push({ raw: result, served, p99: await calmP99(senders, served.rate / 10) })
  }
  for (const sender of senders) sender.leave()
  return judge(scenario, measured)
}

await using data = await dataFolder()
await using rawData = await dataFolder()
await using cluster = postgres ? await startPostgres() : null
/** Where the server, or a raw write, stores: a folder, and a database of its own where that is PostgreSQL's. */
const storeOf = async (path: string): Promise<Store> => ({
  path,
  database: cluster ? cluster.url(await cluster.createDatabase()) : null,
})
const [served, raw] = [await storeOf(data.path), await storeOf(rawData.path)]
const { people, rooms, scenarios } = household()
for (const { path, database } of [served, raw]) await seed(path, people, rooms, database)
await using server = await startServer(
  served.path,
  [],
  served.database === null ? {} : { DATABASE_URL: served.database },
)
const results = []
for (const scenario of scenarios) results.push(await measure(scenario, raw, server))
say(`\nCPU per durable send, kernel included, and sends per second; medians of ${rounds} rounds.`)
const heading = [
  '',
  'raw µs',
  'server µs',
  'raw/s',
  'server/s',
  'p99 of one raw write, ms',
  'p99 of an ack at 10 %, ms',
]
table([heading, ...results.map(({ row }) => row)])
conclude(
  postgres ? 'send-postgres' : 'send',
  results.flatMap(({ bars }) => bars),
)
