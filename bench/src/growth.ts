// Whether a delivery and a send cost the same however large things grow (npm run bench:growth).
import { setTimeout as sleep } from 'node:timers/promises'
import { atMost, type Bar } from './bar.ts'
import { dataFolder } from './data-folder.ts'
import { each } from './each.ts'
import { enter } from './entrance.ts'
import { newPerson, newRoom, type Person, type Room, seed, write } from './household.ts'
import { idleKiB } from './idle-memory.ts'
import { cpuMicros } from './process-usage.ts'
import { median } from './quantile.ts'
import { conclude, type Row, say, table } from './report.ts'
import { Sender } from './sender.ts'
import { collectable, type ServerProcess, startServer } from './server-process.ts'
import { Traffic } from './traffic.ts'
import { stayAwake } from './wakefulness.ts'

const sizes = [100, 1000, 10_000] as const
const rounds = 5
const [warmUpMs, windowMs] = [500, 1500]
const ten = 10

/** What grows, in one size: where messages are sent, and to how many connected people they go. */
interface Place {
  readonly size: number
  readonly rooms: readonly Room[]
}
interface Growing {
  readonly id: string
  readonly what: string
  readonly places: readonly Place[]
}

/** Everybody whom the measurements know, and what grows around them. */
function household() {
  const everybody = Array.from({ length: sizes.at(-1) ?? 0 }, newPerson)
  const some = (from: number, count: number): Person[] => everybody.slice(from, from + count)
  const members = sizes.map((size) => ({ size, rooms: [newRoom(some(0, size))] }))
  const entries = sizes.map((size) => ({ size, rooms: [newRoom(some(0, ten))] }))
  // The same ten people are in all of them: what grows is how many rooms somebody is in.
  const rooms = sizes.map((size, at) => ({
    size,
    rooms: Array.from({ length: size }, () => newRoom(some(ten * (at + 1), ten))),
  }))
  // Those who are in a great many rooms are left out here: what they hold is theirs.
  const quiet = everybody.slice(100)
  const idle = quiet.map((_, at) =>
    newRoom(Array.from({ length: ten }, (_, n) => quiet.at(at + n - quiet.length) ?? newPerson())),
  )
  const growing: readonly Growing[] = [
    { id: 'members', what: 'members of a room, all of them connected', places: members },
    { id: 'rooms', what: 'rooms that ten people are in', places: rooms },
    { id: 'entries', what: 'entries of a room of ten', places: entries },
  ]
  const all = [...growing.flatMap(({ places }) => places.flatMap((place) => place.rooms)), ...idle]
  return { everybody, quiet, growing, entries, rooms: all }
}

/** CPU µs of the server per thing that `count` counts, while `run` goes on. */
async function cpuPer({ pid }: ServerProcess, count: () => number, run: () => () => Promise<void>): Promise<number> {
  using _ = stayAwake()
  const end = run()
  await sleep(warmUpMs)
  const [cpu, before] = [cpuMicros(pid), count()]
  await sleep(windowMs)
  const [cpuThen, after] = [cpuMicros(pid), count()]
  await end()
  return (cpuThen - cpu) / (after - before)
}

/** Ten rooms of the place at most, so that as much is under way in each size. */
const spoken = ({ rooms }: Place): readonly Room[] => {
  const step = Math.max(1, Math.floor(rooms.length / ten))
  return rooms.filter((_, at) => at % step === 0).slice(0, ten)
}

/** Takes a figure again and again. */
interface Measurement {
  measure(): Promise<number>
  leave(): void
}

async function sending(server: ServerProcess, place: Place): Promise<Measurement> {
  const [first] = spoken(place)
  const people = first?.members.slice(0, ten) ?? []
  const rooms = spoken(place)
  const senders = await each(people, ten, async (person, at) => {
    const sender = new Sender(rooms[at % rooms.length] ?? { id: '', members: [] })
    await sender.enter(server, person)
    return sender
  })
  let sent = 0
  const measure = async () =>
    await cpuPer(
      server,
      () => sent,
      () => {
        let running = true
        const done = senders.map(async (sender) => {
          while (running) {
            await sender.send()
            sent += 1
          }
        })
        return async () => {
          running = false
          await Promise.all(done)
        }
      },
    )
  return {
    measure,
    leave() {
      for (const sender of senders) sender.leave()
    },
  }
}

async function delivering(server: ServerProcess, place: Place): Promise<Measurement> {
  const rooms = spoken(place)
  const traffics = rooms.map((room) => new Traffic(room, 1))
  const deliverer = {
    pid: server.pid,
    enter: (person: Person, _: Room, onText: Parameters<typeof enter>[2]) => enter(server, person, onText),
  }
  const [traffic] = traffics
  if (!traffic) throw new Error('a room at least')
  await each(rooms[0]?.members ?? [], 32, (person) => traffic.join(deliverer, person))
  const measure = async () =>
    await cpuPer(
      server,
      () => traffic.delivered,
      () => {
        traffic.start()
        return async () => {
          traffic.stop()
          while (!traffic.isQuiet) await sleep(10)
        }
      },
    )
  return { measure, leave: () => traffic.leave() }
}

async function repeat(measurement: Measurement): Promise<number> {
  const values: number[] = []
  for (let round = 0; round < rounds; round += 1) values.push(await measurement.measure())
  measurement.leave()
  await sleep(500)
  return median(values)
}

async function grow(server: ServerProcess, { id, what, places }: Growing): Promise<{ rows: Row[]; bars: Bar[] }> {
  say(what)
  const found: { readonly delivery: number; readonly send: number }[] = []
  for (const place of places) {
    const send = await repeat(await sending(server, place))
    found.push({ send, delivery: await repeat(await delivering(server, place)) })
  }
  const growthOf = (of: (one: (typeof found)[number]) => number): number =>
    Math.max(...found.slice(1).map(of)) / of(found[0] ?? { delivery: 1, send: 1 })
  return {
    rows: found.map(({ delivery, send }, at): Row => [`${places[at]?.size} ${what}`, delivery, send]),
    bars: [
      atMost(
        `${id}-delivery`,
        growthOf(({ delivery }) => delivery),
        '× that of 100',
        1.5,
      ),
      atMost(
        `${id}-send`,
        growthOf(({ send }) => send),
        '× that of 100',
        1.5,
      ),
    ],
  }
}

await using data = await dataFolder()
const { everybody, quiet, growing, entries, rooms } = household()
say('writing ten thousand people and their rooms')
await seed(data.path, everybody, rooms)
await write(data.path, entries)
await using server = await startServer(data.path, collectable)
const idle = await idleKiB(server, quiet)
const grown = []
for (const one of growing) grown.push(await grow(server, one))
table([['server CPU µs', 'per delivery', 'per send'], ...grown.flatMap(({ rows }) => rows)])
conclude('growth', [
  ...grown.flatMap(({ bars }) => bars),
  atMost('idle', idle, 'KiB per connection in ten rooms, at 9,900', 14),
])
