import type { Pool, PoolClient } from 'pg'
import { Unreachable } from './failure.ts'

const ask = "SELECT value FROM meta WHERE key = 'epoch'"

/**
 * Connections of a pool for commits. A new one may lead to another store than the one that positions were given out for:
 * a restored one (C9). Then `died` is called.
 */
export function writingConnections(pool: Pool, epoch: string, died: (error: Error) => void) {
  const known = new WeakSet<PoolClient>()

  async function check(client: PoolClient): Promise<void> {
    const { rows } = await client.query<{ value: string }>(ask)
    known.add(client)
    if (rows[0]?.value === epoch) return
    const error = new Error('The database was put in the place of another one while the server ran.')
    died(error)
    throw error
  }

  return async (): Promise<PoolClient> => {
    let client: PoolClient | undefined
    try {
      client = await pool.connect()
      if (!known.has(client)) await check(client)
      return client
    } catch (error) {
      client?.release(true)
      throw new Unreachable(error)
    }
  }
}
