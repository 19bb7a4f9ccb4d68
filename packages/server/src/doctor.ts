import { examineKeys } from './adapters/disk/examine.ts'
import { examineSfu } from './adapters/livekit/examine.ts'
import { examinePostgres } from './adapters/postgres/examine.ts'
import { examineRedis } from './adapters/redis/examine.ts'
import { examineSqlite } from './adapters/sqlite/examine.ts'
import type { Config } from './config.ts'
import { type Finding, found } from './doctor/finding.ts'

const noSfu = async (): Promise<string> =>
  'none: calls go from device to device, up to four people. `npm run sfu` builds one for more.'

/** Looks at what each port of a house would stand on. Nothing is changed, also where a server runs on it. */
export async function examine(config: Config): Promise<readonly Finding[]> {
  const { database, redis, data, calls } = config
  const { sfu } = calls
  const between = redis ? () => examineRedis(redis) : async () => 'in this process: it is the whole house.'
  const relays = calls.turn ? `, with TURN at ${calls.turn.urls.join(', ')}` : ''
  return await Promise.all([
    found('keys', () => examineKeys(config.keys)),
    found('storage', () => (database === null ? examineSqlite(data) : examinePostgres(database))),
    found('fanout', between),
    found('presence', between),
    found('media', async () => `peer to peer${relays}.`),
    found('sfu', () => (sfu === null ? noSfu() : examineSfu(sfu))),
  ])
}
