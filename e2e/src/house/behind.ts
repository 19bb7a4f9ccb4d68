import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type OldRoom, writeOldRoom } from '@parley/client/testing/old-room'
import type { ServerProcess } from './server.ts'

/** Does something to the file of a server, from behind: it is down meanwhile. */
export async function behind<T>(server: ServerProcess, work: (db: DatabaseSync) => T): Promise<T> {
  await server.kill()
  const db = new DatabaseSync(join(server.data, 'parley.db'))
  const done = work(db)
  db.close()
  await server.restart()
  return done
}

/** A room as it was before there was sealing. Answers its id. */
export const oldRoom = (server: ServerProcess, room: OldRoom): Promise<string> =>
  behind(server, (db) => writeOldRoom(db, room))
