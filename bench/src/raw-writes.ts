// A process of its own, so that its CPU can be told apart: the writes of `send` through the storage adapter, no socket.
// Takes JSON on its command line, answers with JSON on stdout.
import { openStorage, type Person, type Room } from './household.ts'
import { newId } from './id.ts'
import { body } from './message.ts'
import { quantile } from './quantile.ts'

export interface RawTask {
  readonly data: string
  /** A seeded PostgreSQL database; null: the file in the data folder. */
  readonly database: string | null
  /** Who writes where; as many writes wait at a time. */
  readonly seats: readonly { readonly person: Person; readonly room: Pick<Room, 'id'> }[]
  readonly milliseconds: number
}

export interface RawResult {
  /** CPU µs per write, kernel and all threads included. */
  readonly micros: number
  /** Writes per second. */
  readonly rate: number
  /** Milliseconds below which 99 of 100 writes stay that wait alone. */
  readonly aloneP99: number
}

const { data, database, seats, milliseconds } = JSON.parse(process.argv[2] ?? '') as RawTask
const storage = await openStorage(data, database)

async function write({ person, room }: RawTask['seats'][number]): Promise<void> {
  const sent = { room: room.id, id: newId(), kind: 'message', sender: person.user, device: person.device } as const
  const done = await storage.apply('entry.append', { ...sent, at: Date.now(), body })
  if (!done.ok) throw new Error(done.why)
}

/** Writes in a row, for every seat, until a moment of the monotonic clock. */
async function writeUntil(end: number, some: RawTask['seats'], done: (ms: number) => void): Promise<void> {
  await Promise.all(
    some.map(async (seat) => {
      for (let at = performance.now(); at < end; at = performance.now()) {
        await write(seat)
        done(performance.now() - at)
      }
    }),
  )
}

await writeUntil(performance.now() + milliseconds / 2, seats, () => undefined)
let writes = 0
const [cpu, at] = [process.cpuUsage(), performance.now()]
await writeUntil(at + milliseconds, seats, () => {
  writes += 1
})
const seconds = (performance.now() - at) / 1000
const { user, system } = process.cpuUsage(cpu)
const alone: number[] = []
await writeUntil(performance.now() + milliseconds, seats.slice(0, 1), (ms) => void alone.push(ms))
await storage[Symbol.asyncDispose]()
const result: RawResult = { micros: (user + system) / writes, rate: writes / seconds, aloneP99: quantile(alone, 0.99) }
process.stdout.write(`${JSON.stringify(result)}\n`)
