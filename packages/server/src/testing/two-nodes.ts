import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Person } from './person.ts'
import type { PostgresServer } from './postgres.ts'
import type { RedisProcess } from './redis.ts'
import { openServer, type Settings, type TestServer } from './server.ts'
import { openSocket } from './socket.ts'

/** Two servers in this process that are one house: one database, one Redis, the same keys. */
export interface TwoNodes extends AsyncDisposable {
  readonly a: TestServer
  readonly b: TestServer
}

export async function openTwoNodes(
  postgres: PostgresServer,
  redis: Pick<RedisProcess, 'url'>,
  more: Settings = {},
): Promise<TwoNodes> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-'))
  const database = await postgres.createDatabase()
  const settings = {
    DATABASE_URL: postgres.url(database),
    REDIS_URL: redis.url,
    PARLEY_KEYS: join(folder, 'keys.json'),
    PARLEY_OFFLINE_AFTER: '0',
    ...more,
  }
  const [a, b] = await Promise.all([openServer(settings), openServer(settings)])
  return {
    a,
    b,
    async [Symbol.asyncDispose]() {
      await Promise.all([a[Symbol.asyncDispose](), b[Symbol.asyncDispose]()])
      await postgres.dropDatabase(database)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The same device, on another node. */
export const onNode = (node: TestServer, somebody: Person): Person => ({
  ...somebody,
  call: (name, input) => node.http.call(name, input, { access: somebody.access }),
  async socket() {
    const { ticket } = await node.http.call('sessions.ticket', {}, { access: somebody.access })
    return await openSocket(node.port, ticket)
  },
})
