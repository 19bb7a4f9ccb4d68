import { join } from 'node:path'
import type { PostgresServer, RedisProcess } from '@parley/server/testing'
import { dataFolder } from './data-folder.ts'
import { type Person, type Room, seed } from './household.ts'
import { type ServerProcess, startServer } from './server-process.ts'

/** Servers that are one house. */
export interface House extends AsyncDisposable {
  /** Where those who send come in, and those who hear. */
  readonly entrances: readonly [ServerProcess, ServerProcess]
  readonly pids: readonly number[]
  /** The file with its keys. */
  readonly keys: string
}

/** A house with a database of its own and people in it: one server, or two that share a Redis. */
export async function openHouse(
  postgres: PostgresServer,
  redis: RedisProcess | null,
  people: readonly Person[],
  rooms: readonly Room[],
): Promise<House> {
  await using open = new AsyncDisposableStack()
  const [one, two] = [open.use(await dataFolder()), open.use(await dataFolder())]
  const database = postgres.url(await postgres.createDatabase())
  await seed(one.path, people, rooms, database)
  const keys = join(one.path, 'keys.json')
  const settings = {
    DATABASE_URL: database,
    PARLEY_KEYS: keys,
    ...(redis ? { REDIS_URL: redis.url } : {}),
  }
  const first = open.use(await startServer(one.path, [], settings))
  const second = redis ? open.use(await startServer(two.path, [], settings)) : first
  const kept = open.move()
  return {
    entrances: [first, second],
    keys,
    pids: redis ? [first.pid, second.pid] : [first.pid],
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}
