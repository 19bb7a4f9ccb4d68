import type { Place } from '../../ports/storage/cast.contract.ts'
import type { PostgresServer } from '../../testing/postgres.ts'
import { openPostgresStorage } from './storage.ts'

export const died = (error: Error): void => {
  throw error
}

/** An empty database of its own on a server. */
export async function placeOn(server: PostgresServer): Promise<Place & { readonly database: string }> {
  const database = await server.createDatabase()
  let openings = 0
  return {
    database,
    open() {
      openings += 1
      return openPostgresStorage({ url: server.url(database), freshEpoch: `epoch-${openings}`, died })
    },
    [Symbol.asyncDispose]: () => server.dropDatabase(database),
  }
}
